"""The bodies that report apart from the government: their numbers must not be taken for another's."""

from __future__ import annotations

# Folded: how a body is called here, and how it is named when it is meant and not its people.
BODIES = {
    "cuu chien binh": ("cuu chien binh",),
    "nong dan": ("hoi nong dan",),
    "phu nu": ("hoi lien hiep phu nu", "hoi phu nu", "lien hiep phu nu"),
    "thanh nien": ("doan thanh nien", "tinh doan", "huyen doan", "doan xa", "doan tncs"),
    "cong doan": ("cong doan", "lien doan lao dong"),
    "mat tran": ("mat tran",),
    "cong an": ("cong an",),
    "quan su": ("quan su",),
    "bien phong": ("bien phong",),
    "kiem tra dang": ("uy ban kiem tra",),
}


def bodies_named(flat: str) -> tuple[str, ...]:
    """The bodies that a folded question names."""
    return tuple(body for body, forms in BODIES.items() if any(form in flat for form in forms))


def mentions_body(body: str, flat: str) -> bool:
    """Whether a folded text names the body in any of its forms, or those whom it stands for."""
    return any(form in flat for form in BODIES[body]) or body in flat
