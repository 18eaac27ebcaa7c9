"""Speaks to `warta mcp` by the official SDK: each tool answers as it describes itself, in at most 40 kB, and mistakes are told as such."""

import asyncio
import json
import sys

from mcp import Client, StdioServerParameters

program, index = sys.argv[1:]

MOST = 40_000

# One good call of each tool; an id is put in where one is needed.
CALLS = {
    "describe_archive": {},
    "search_articles": {"q": "beras", "limit": 50, "detail": "normal"},
    "search_quotes": {"q": "country:ID", "limit": 50},
    "count": {"field": "speaker", "limit": 200},
    "get_article": {},
    "compare": {"queries": ["beras", "gempa"]},
}


async def main():
    server = StdioServerParameters(command=program, args=["mcp", "--index", index])
    async with Client(server, raise_exceptions=True) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == set(CALLS), sorted(tools)
        for name, tool in tools.items():
            assert tool.annotations.read_only_hint and not tool.annotations.destructive_hint, name
            assert tool.description and tool.input_schema and tool.output_schema, name
        first = None
        for name, arguments in CALLS.items():
            if name == "get_article":
                arguments = {"id": first}
            # The SDK itself holds what is answered against the schema of the tool.
            answer = await client.call_tool(name, arguments)
            assert not answer.is_error, (name, answer.content)
            text = answer.content[0].text
            assert len(text.encode()) <= MOST, (name, len(text.encode()))
            assert json.loads(text) == answer.structured_content, name
            if name == "search_articles":
                first = answer.structured_content["hits"][0]["id"]
        wrong = await client.call_tool("search_articles", {"q": "(beras"})
        assert wrong.is_error and "not closed" in wrong.content[0].text, wrong.content
        wrong = await client.call_tool("count", {"field": "colour"})
        assert wrong.is_error, wrong.content
    print(f"{len(CALLS)} tools answer the SDK")


asyncio.run(asyncio.wait_for(main(), 120))
