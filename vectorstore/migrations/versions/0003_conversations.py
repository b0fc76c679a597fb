"""Conversations: the words that they are found by, and what each answer was made from."""

import sqlalchemy as sa
from alembic import op

from vectorstore.text.normalize import folded_syllables

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("conversations", sa.Column("words", sa.Text(), nullable=False, server_default=""))
    op.add_column("messages", sa.Column("evidence", sa.JSON(), nullable=False, server_default="{}"))
    _find_again()


def downgrade() -> None:
    op.drop_column("messages", "evidence")
    op.drop_column("conversations", "words")


def _find_again() -> None:
    """Give the conversations that are there already the words of their titles and questions."""
    conversations = sa.table("conversations", sa.column("id"), sa.column("title"), sa.column("words"))
    messages = sa.table("messages", sa.column("conversation_id"), sa.column("question"))
    connection = op.get_bind()
    for id, title in connection.execute(sa.select(conversations.c.id, conversations.c.title)).all():
        questions = connection.scalars(sa.select(messages.c.question).where(messages.c.conversation_id == id)).all()
        words = dict.fromkeys(word for text in (title, *questions) for word in folded_syllables(text))
        connection.execute(conversations.update().where(conversations.c.id == id).values(words="".join(f" {word}" for word in words)))
