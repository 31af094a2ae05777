"""The workbench: an original and its translation side by side, inside the admin.

`urls` belongs among the addresses of the article's admin. Nothing is registered here.
"""

from __future__ import annotations

from django.urls import URLPattern, path

from translations.workbench import arranging, aside, checks, pages, saving, sitting, submitting, taking
from translations.workbench.doors import door

PAGE = "<int:pk>/workbench/"

urls: list[URLPattern] = [
    path(PAGE, door(pages.workbench), name="translations_workbench"),
    path(f"{PAGE}save/", door(saving.save), name="translations_workbench_save"),
    path(f"{PAGE}help/", door(pages.block_help), name="translations_workbench_help"),
    path(f"{PAGE}restore/", door(saving.restore), name="translations_workbench_restore"),
    path(f"{PAGE}check/", door(checks.check), name="translations_workbench_check"),
    path(f"{PAGE}arrange/", door(arranging.arrange), name="translations_workbench_arrange"),
    path(f"{PAGE}decorative/", door(saving.decorate), name="translations_workbench_decorative"),
    path(f"{PAGE}aside/", door(aside.act), name="translations_workbench_aside"),
    path(f"{PAGE}presence/", door(sitting.tell), name="translations_workbench_presence"),
    path(f"{PAGE}keys/", door(sitting.set_keys), name="translations_workbench_keys"),
    path(f"{PAGE}leave-out/", door(saving.leave_out), name="translations_workbench_leave_out"),
    path(f"{PAGE}preview/", door(pages.preview), name="translations_workbench_preview"),
    path(f"{PAGE}submit/", door(submitting.submit), name="translations_workbench_submit"),
    path(f"{PAGE}take/", door(taking.take), name="translations_workbench_take"),
    path(f"{PAGE}take-over/", door(taking.take_over), name="translations_workbench_take_over"),
    path(f"{PAGE}mend/", door(taking.mend), name="translations_workbench_mend"),
]
