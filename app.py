"""Start here: the name, the menu, then the chosen page."""

from cxdash.ui import acting, cached, look, menu, session

PAGES = {
    "Decide": [
        menu.page("pages/this_quarter.py", title="This quarter", icon=":material/flag:", default=True),
        menu.page("pages/compare.py", title="Compare pilots", icon=":material/leaderboard:"),
        menu.page("pages/funnel.py", title="Funnel", icon=":material/filter_alt:"),
        menu.page("pages/waiting.py", title="Waits for me", icon=":material/inbox:"),
    ],
    "Define": [
        menu.page("pages/use_cases.py", title="Use cases", icon=":material/assignment:"),
        menu.page("pages/journey.py", title="Journey", icon=":material/route:"),
        menu.page("pages/workshop.py", title="Workshop", icon=":material/groups:"),
    ],
    "Measure": [
        menu.page("pages/upload.py", title="Upload", icon=":material/upload_file:"),
        menu.page("pages/metrics.py", title="Metrics", icon=":material/straighten:"),
        menu.page("pages/method.py", title="Method", visibility="hidden"),
    ],
    "Prove": [
        menu.page("pages/proof_points.py", title="Proof points", icon=":material/workspace_premium:"),
        menu.page("pages/operating_model.py", title="Operating model", icon=":material/foundation:"),
    ],
    "Admin": [
        menu.page("pages/settings.py", title="Settings", icon=":material/settings:"),
        menu.page("pages/audit_log.py", title="Audit log", icon=":material/history:"),
    ],
}

look.apply()
with cached.one_run():
    session.require()
    look.organisation()
    acting.show()
    menu.show(PAGES)
