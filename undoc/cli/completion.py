"""``undoc completion``: the shell's part of completing commands, options and files."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", short_help="Print the script for completion in a shell.")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print the script that completes undoc's commands and options in a shell.

    \b
    Example:
      undoc completion bash > ~/.local/share/bash-completion/completions/undoc
      undoc completion fish > ~/.config/fish/completions/undoc.fish
    """
    from click.shell_completion import get_completion_class

    maker = get_completion_class(shell)
    if maker is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(maker(ctx.find_root().command, {}, "undoc", "_UNDOC_COMPLETE").source())
    return 0
