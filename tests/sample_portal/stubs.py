"""Pages that are not the portal's: what firewalls, other products and broken servers answer in its place."""

# Incapsula's page is a frame around nothing; about 212 bytes in all.
INCAPSULA = (
    b'<html style="height:100%"><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW"></head>'
    b'<body style="margin:0px;height:100%"><iframe src="/_Incapsula_Resource?CWUDNSAI=9&xinfo=0-10" width=0></iframe>'
    b"</body></html>"
)
CLOUDFLARE = (
    b'<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>'
    b'<meta http-equiv="refresh" content="360"></head><body><div class="main-wrapper" role="main">'
    b"<noscript>Enable JavaScript and cookies to continue</noscript></div>"
    b'<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1?ray=0"></script></body></html>'
)
BARRACUDA = (
    b"<html><head><title>Access denied</title></head><body><p>The request was stopped by the Barracuda Web Application "
    b"Firewall. Event ID: 0000-0000</p></body></html>"
)
FORBIDDEN = (
    b"<html><head><title>403 - Forbidden: Access is denied.</title></head><body><h2>403 - Forbidden: Access is denied."
    b"</h2></body></html>"
)
SHAREPOINT = (
    b'<html dir="ltr"><head><meta name="GENERATOR" content="Microsoft SharePoint"/><title>Error</title></head>'
    b'<body><div id="s4-workspace"><h1>Sorry, something went wrong</h1><p>An unexpected error has occurred.</p></div>'
    b"</body></html>"
)
SCRIPTED_MOVE = (
    b"<!-- beginning of HttpRedirect.htm file -->\r\n"
    b'<script type="text/javascript">\r\nfunction redirectToHttps()\r\n{\r\n'
    b"var httpURL = window.location.hostname + window.location.pathname;\r\n"
    b'var httpsURL = "https://" + httpURL ;\r\nwindow.location = httpsURL ;\r\n}\r\nredirectToHttps();\r\n</script>\r\n'
    b"<!-- end of HttpRedirect.htm file -->\r\n"
)
EMPTY_ITEM = (
    b'<!DOCTYPE html><html lang="en"><head><title>Agenda item</title></head><body><div id="modgov">'
    b'<div class="mgHeader"><h1  class="mgMainTitleTxt" >Agenda item</h1></div><div class="mgContent" ></div>'
    b"</div></body></html>"
)
