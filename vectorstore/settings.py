"""One Settings object, read from HOIBAOCAO_* at the composition root and passed down."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """All that can be set; every name here stands in the README and the other way round."""

    model_config = SettingsConfigDict(env_prefix="HOIBAOCAO_", frozen=True)

    data: Path = Field(default=Path("data"), description="Thư mục dữ liệu của kho báo cáo")
    host: str = Field(default="127.0.0.1", description="Địa chỉ mà dịch vụ lắng nghe")
    port: int = Field(default=8000, ge=1, le=65535, description="Cổng mà dịch vụ lắng nghe")
    database_url: str | None = Field(default=None, description="Địa chỉ PostgreSQL; để trống thì dùng SQLite trong thư mục dữ liệu")
    chroma_url: str | None = Field(default=None, description="Địa chỉ máy chủ Chroma; để trống thì dùng Chroma nhúng")
    embedding_model: str | None = Field(
        default=None, description="Thư mục hoặc tên mô hình sentence-transformers; để trống thì dùng mô hình đi kèm"
    )
