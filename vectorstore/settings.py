"""One Settings object, read from HOIBAOCAO_* at the composition root and passed down."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """All that can be set; every name here stands in the README and the other way round."""

    model_config = SettingsConfigDict(env_prefix="HOIBAOCAO_", frozen=True)

    data: Path = Field(default=Path("data"), description="Thư mục dữ liệu của kho báo cáo")
    host: str = Field(default="127.0.0.1", description="Địa chỉ mà dịch vụ lắng nghe")
    port: int = Field(default=8000, ge=1, le=65535, description="Cổng mà dịch vụ lắng nghe")
    auth: Literal["on", "off"] = Field(
        default="off", description="Đăng nhập: on hoặc off; off chỉ dùng được khi dịch vụ lắng nghe tại chính máy này"
    )
    session_minutes: int = Field(default=30, ge=1, le=720, description="Số phút không thao tác thì phải đăng nhập lại")
    session_hours: int = Field(default=12, ge=1, le=72, description="Số giờ tối đa của một lần đăng nhập")
    token: SecretStr | None = Field(default=None, description="Mã truy cập mà hoibaocao mcp dùng khi đã bật đăng nhập")
    database_url: str | None = Field(default=None, description="Địa chỉ PostgreSQL; để trống thì dùng SQLite trong thư mục dữ liệu")
    chroma_url: str | None = Field(default=None, description="Địa chỉ máy chủ Chroma; để trống thì dùng Chroma nhúng")
    watch: Path | None = Field(default=None, description="Thư mục mà dịch vụ theo dõi để tự nạp báo cáo mới; để trống thì không theo dõi")
    embedding_model: str | None = Field(
        default=None, description="Thư mục hoặc tên mô hình sentence-transformers; để trống thì dùng mô hình đi kèm"
    )
    embedding_base_url: str | None = Field(
        default=None, description="Máy chủ nhúng tương thích OpenAI; khi đặt, HOIBAOCAO_EMBEDDING_MODEL là tên mô hình ở đó"
    )
    embedding_api_key: SecretStr | None = Field(default=None, description="Khóa của máy chủ nhúng và xếp lại, nếu có")
    rerank_base_url: str | None = Field(default=None, description="Máy chủ xếp lại đoạn tìm được (POST /rerank); để trống thì không dùng")
    rerank_model: str = Field(default="rerank", description="Tên mô hình xếp lại tại máy chủ đó")
    llm: str = Field(
        default="none",
        description="Mô hình ngôn ngữ: none, gguf:/đường/dẫn/tệp.gguf, openai:TÊN hoặc NHÀ-CUNG-CẤP:TÊN (init_chat_model)",
    )
    llm_base_url: str | None = Field(default=None, description="Địa chỉ máy chủ tương thích OpenAI (vLLM, Ollama, llama.cpp)")
    llm_api_key: SecretStr | None = Field(default=None, description="Khóa của máy chủ mô hình, nếu có")
    llm_allow_remote: bool = Field(default=False, description="Cho phép gửi nội dung báo cáo tới máy khác; mặc định là không")
    llm_timeout: float = Field(default=60, gt=0, le=600, description="Số giây tối đa chờ mô hình viết một câu trả lời")
    llm_context: int = Field(default=4096, ge=2048, le=131072, description="Ngữ cảnh của mô hình chạy trong máy, tính bằng từ tố")

    @property
    def shared(self) -> bool:
        """Whether all that is kept lies on servers, so that several processes may hold the archive at a time."""
        return self.database_url is not None and self.chroma_url is not None
