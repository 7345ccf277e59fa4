"""A plot of time against size, both on logarithmic scales, as SVG."""

from __future__ import annotations

from math import ceil, floor, log10

WIDTH, HEIGHT, LEFT, BOTTOM, RIGHT, TOP = 640, 400, 64, 48, 24, 24
COLORS = ("#767676", "#0b6e99", "#b3541e", "#6b4fa0", "#2f7d4f")
# Size in characters, seconds.
Points = list[tuple[int, float]]


def plot(lines: dict[str, Points]) -> str:
    """Lines by name; a line that rises at the angle of the dashes is linear."""
    sizes = [size for points in lines.values() for size, _ in points]
    times = [seconds for points in lines.values() for _, seconds in points]
    x0, x1 = log10(min(sizes)), log10(max(sizes))
    y0, y1 = floor(log10(min(times))), ceil(log10(max(times)))

    def place(size: float, seconds: float) -> tuple[float, float]:
        x = LEFT + (log10(size) - x0) / (x1 - x0) * (WIDTH - LEFT - RIGHT)
        y = HEIGHT - BOTTOM - (log10(seconds) - y0) / (y1 - y0) * (HEIGHT - BOTTOM - TOP)
        return round(x, 1), round(y, 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12" role="img">',
        "<title>Time against the size of the text</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for power in range(y0, y1 + 1):
        x, y = place(min(sizes), 10**power)
        parts.append(f'<path d="M{x} {y}H{WIDTH - RIGHT}" stroke="#e3e3e3"/>')
        parts.append(f'<text x="{x - 6}" y="{y + 4}" text-anchor="end">{_seconds(power)}</text>')
    for size in dict.fromkeys(sizes):
        x, y = place(size, 10**y0)
        parts.append(f'<text x="{x}" y="{y + 18}" text-anchor="middle">{size / 1000:,.0f}</text>')
    parts.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 8}" text-anchor="middle">thousand characters</text>')
    for number, (name, points) in enumerate(lines.items()):
        color = COLORS[number % len(COLORS)]
        first, last = points[0], points[-1]
        path = "L".join(f"{x} {y}" for x, y in (place(*point) for point in points))
        parts.append(f'<path d="M{path}" fill="none" stroke="{color}" stroke-width="2"/>')
        linear = place(*first), place(last[0], first[1] * last[0] / first[0])
        parts.append(
            f'<path d="M{linear[0][0]} {linear[0][1]}L{linear[1][0]} {linear[1][1]}" stroke="{color}" stroke-dasharray="3 4" opacity=".6"/>'
        )
        parts.append(
            f'<rect x="{LEFT + 12}" y="{TOP + 18 * number}" width="14" height="3" fill="{color}"/>'
            f'<text x="{LEFT + 32}" y="{TOP + 5 + 18 * number}">{name.replace("&", "&amp;").replace("<", "&lt;")}</text>'
        )
    return "\n".join([*parts, "</svg>", ""])


def _seconds(power: int) -> str:
    return (
        f"{10**power} s" if power >= 0 else f"{10 ** (power + 3):g} ms" if power >= -3 else f"{10 ** (power + 6):g} µs"
    )
