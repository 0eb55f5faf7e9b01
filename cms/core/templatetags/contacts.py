"""Phone numbers in the admin."""

from django import template

from cms.core.contacts import dialled

register = template.Library()
register.filter("dialled", dialled)
