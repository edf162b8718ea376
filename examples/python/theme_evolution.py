#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# %% [markdown]
# # How the themes of a conference series evolve, in pandas and NetworkX
#
# Stoa computes the evolution; this notebook only reads and redraws it. Each `# %%` begins a cell (Jupyter with Jupytext,
# VS Code, Spyder); run as a script, it prints its findings. First write the files that it reads:
#
#     stoa export data/iclc --format csv --view lineage -o lineage
#     stoa export data/iclc --format graphml --view lineage -o lineage.graphml
#
# and pass their paths: `theme_evolution.py lineage lineage.graphml [picture.png]`.

# %%
import sys

import networkx
import pandas

FOLDER, GRAPHML, *PICTURE = sys.argv[1:] if len(sys.argv) > 2 else ["lineage", "lineage.graphml"]

# %% [markdown]
# ## Theme states as a table
# Each row is a theme in an edition. `area`, `main_path` and the events were computed by Stoa; a missing value is empty
# (a measure of an empty scope is not 0).

# %%
states = pandas.read_csv(f"{FOLDER}/nodes.csv", index_col="id")
arcs = pandas.read_csv(f"{FOLDER}/edges.csv")
editions = states.groupby("edition", sort=False)[["edition_number", "year"]].first().sort_values("edition_number")
print(f"{len(states)} states of {states['theme'].nunique()} themes in {len(editions)} editions, {len(arcs)} arcs")

# %% [markdown]
# ## Themes and editions
# How prominent each theme was: 3 the headline of an edition, 2 a strand, 1 an issue or a group of people, . not seen.
# Persistence is the share of editions that treat a theme among those from its first to its last.

# %%
RANK = {"headline": 3, "strand": 2, "issue": 1, "group": 1}
matrix = states.assign(rank=states["role"].map(RANK)).pivot(index="theme_label", columns="edition", values="rank")
matrix = matrix.reindex(columns=editions.index)
matrix.columns = [f"{number} ({year})" for number, year in editions.itertuples(index=False)]

place = {edition: position for position, edition in enumerate(editions.index)}
positions = states["edition"].map(place).groupby(states["theme_label"])
persistence = pandas.DataFrame({"count": positions.size(), "span": positions.max() - positions.min() + 1})
persistence["persistence"] = persistence["count"] / persistence["span"]
order = persistence.sort_values(["count", "persistence"], ascending=False, kind="stable").index

shown = matrix.loc[order].astype("Int64").astype(str).replace("<NA>", ".")
print(shown.join(persistence.loc[order, "persistence"].map("{:.2f}".format)).to_string())

# %% [markdown]
# ## The same lineage as a graph
# Every path respects time, so what descends from the first edition is what can be reached from its states.

# %%
lineage = networkx.read_graphml(GRAPHML)
assert set(lineage) == set(states.index) and lineage.number_of_edges() == len(arcs)
assert networkx.is_directed_acyclic_graph(lineage)

first, last = editions.index[0], editions.index[-1]
start = [node for node, of in lineage.nodes(data="edition") if of == first]
reached = set(start).union(*(networkx.descendants(lineage, node) for node in start))
left = sorted(lineage.nodes[node]["theme_label"] for node in reached if lineage.nodes[node]["edition"] == last)
print(f"\nOf {len(start)} themes of the first edition {len(left)} lead to the latest:")
print("\n".join(f"  {theme}" for theme in left))

main_path = [node for node, of in lineage.nodes(data="main_path") if of]
print("\nMain path:", " > ".join(lineage.nodes[node]["label"] for node in main_path))

# %% [markdown]
# ## The picture
# Drawn if matplotlib is installed.

# %%
if PICTURE:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(8, 0.35 * len(order) + 1.5), layout="constrained")
    cells = matrix.loc[order].astype(float)
    axes.imshow(cells, cmap="Blues", vmin=0, vmax=3, aspect="auto")
    axes.set_xticks(range(len(cells.columns)), cells.columns)
    axes.set_yticks(range(len(order)), order)
    for row, theme in enumerate(order):
        for column, rank in enumerate(matrix.loc[theme]):
            if pandas.notna(rank):
                axes.text(column, row, int(rank), ha="center", va="center", color="white" if rank == 3 else "black")
    axes.set_title("3 headline, 2 strand, 1 issue or group")
    figure.savefig(PICTURE[0])
