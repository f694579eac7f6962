"""allauth's pages that we use, each behind our gate; those that we do not use have no address."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path

from .access import ANYONE, SIGNED_IN, gated

urlpatterns = [
    *gated([path("inactive/", account.account_inactive, name="account_inactive")], ANYONE, reads_only=True),
    *gated(
        [
            path("login/", account.login, name="account_login"),
            path("2fa/authenticate/", mfa.authenticate, name="mfa_authenticate"),
        ],
        ANYONE,
    ),
    *gated(
        [
            path("2fa/", mfa.index, name="mfa_index"),
            path("2fa/recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
            path("2fa/recovery-codes/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
        ],
        SIGNED_IN,
        reads_only=True,
    ),
    *gated(
        [
            path("logout/", account.logout, name="account_logout"),
            path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
            path("password/change/", account.password_change, name="account_change_password"),
            path("password/set/", account.password_set, name="account_set_password"),
            path("2fa/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
            path("2fa/totp/activate/", totp.activate_totp, name="mfa_activate_totp"),
            path("2fa/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
            path("2fa/recovery-codes/generate/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
        ],
        SIGNED_IN,
    ),
]
