"""What the worker does for each reaction that the models name. Each takes the Delivery; an error means: try again."""

from jobs.agenda_mail import mail_agenda
from jobs.briefing_mail import mail_briefing
from jobs.notice_mail import mail_notice
from jobs.reset_mail import mail_invitation, mail_password_reset

REACTIONS = {
    "mail_notice": mail_notice,
    "mail_agenda": mail_agenda,
    "mail_briefing": mail_briefing,
    "mail_password_reset": mail_password_reset,
    "mail_invitation": mail_invitation,
}
