"""The browsable description of the API at /docs: Swagger UI out of an installed package, so that no request leaves the host."""

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.docs import get_swagger_ui_html
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

STATIC = "/docs/static"
# Browsers hold the page to it: whatever the scripts try, only this host is asked.
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

router = APIRouter(include_in_schema=False)


@router.get("/docs")
def browsable(request: Request) -> HTMLResponse:
    """The page; its addresses are relative, so that it works behind a proxy's prefix too."""
    static = STATIC.removeprefix("/")
    page = get_swagger_ui_html(
        openapi_url="openapi.json",
        title=f"{request.app.title} - API",
        swagger_js_url=f"{static}/swagger-ui-bundle.js",
        swagger_css_url=f"{static}/swagger-ui.css",
        swagger_favicon_url=f"{static}/favicon.png",
        # Swagger UI would send the description to a validator on the internet.
        swagger_ui_parameters={"validatorUrl": None},
    )
    page.headers["Content-Security-Policy"] = POLICY
    return page


def install(app: FastAPI) -> None:
    """Serves the page and its files. The package is used for its files only: its own application class does more than is wanted."""
    app.include_router(router)
    app.mount(STATIC, StaticFiles(packages=[("fastapi_offline", "static")]), name="docs-static")
