"""The REST API under ``/api/v1``: the same pipeline functions for programs; pages of lists, problems by RFC 9457."""

from fastapi import APIRouter

from shuzhu.web.api import catalogue, items, likening, measures, searching, store
from shuzhu.web.api.answers import PROBLEMS

ROUTER = APIRouter(prefix="/api/v1", responses=PROBLEMS)
for _part in (catalogue, measures, items, searching, likening, store):
    ROUTER.include_router(_part.ROUTER)
