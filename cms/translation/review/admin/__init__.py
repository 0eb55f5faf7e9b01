"""Pages of the admin about reviews: findings, legal validity, forms of workflows."""
