"""Networks as somebody brings them, and what they give in Python.

    python exchange.py export FOLDER            writes pair-teacher.pt, pair-student.pt and text.pt with their outputs
    python exchange.py outputs NETWORK INPUTS   prints the logits of a network that was exported by Limbeck, as JSON

INPUTS is a JSON file: a list of records, each an object of lists of numbers by the input's name.
"""

import json
import pathlib
import sys
import zipfile
from typing import Dict

import torch
from torch import Tensor, nn


class Pair(nn.Module):
    """Amounts and two shops in, a dictionary out, with dropout: of no network that is built in."""

    def __init__(self, width: int, dropout: float):
        super().__init__()
        self.shops = nn.Embedding(9, 4)
        self.hidden = nn.Linear(4 + 2 * 4, width)
        self.drop = nn.Dropout(dropout)
        self.head = nn.Linear(width, 3)

    def forward(self, shop: Tensor, amounts: Tensor) -> Dict[str, Tensor]:
        features = torch.cat([amounts, self.shops(shop).flatten(1)], 1)
        hidden = self.drop(torch.relu(self.hidden(features)))
        return {"features": hidden, "logits": self.head(hidden)}


class Text(nn.Module):
    """One layer of attention over tokens, which looks at what is there and at nothing else."""

    def __init__(self, width: int):
        super().__init__()
        self.rows = nn.Embedding(50, width)
        self.attention = nn.Linear(width, 3 * width)
        self.head = nn.Linear(width, 2)

    def forward(self, tokens: Tensor, tokens_mask: Tensor) -> Tensor:
        q, k, v = self.attention(self.rows(tokens)).chunk(3, -1)
        seen = nn.functional.scaled_dot_product_attention(q, k, v, tokens_mask.unsqueeze(1))
        there = tokens_mask.unsqueeze(-1).to(seen.dtype)
        return self.head((seen * there).sum(1) / there.sum(1))


def export(folder: pathlib.Path):
    torch.manual_seed(17)
    teacher = save(Pair(32, 0.1), folder / "pair-teacher.pt")
    student = save(Pair(8, 0.1), folder / "pair-student.pt")
    records = [
        {
            "amounts": [round(float(amount), 4) for amount in torch.randn(4)],
            "shop": [int(shop) for shop in torch.randint(0, 9, (2,))],
        }
        for _ in range(6)
    ]
    write(folder / "pair.json", {"records": records, "teacher": logits(teacher, records), "student": logits(student, records)})
    text = save(Text(8), folder / "text.pt")
    texts = [{"tokens": [int(token) for token in torch.randint(0, 50, (length,))]} for length in (1, 7, 3, 12)]
    write(folder / "text.json", {"records": texts, "text": [logits(text, [one])[0] for one in texts]})


def save(network: nn.Module, file: pathlib.Path):
    scripted = torch.jit.script(network.float().eval())
    torch.jit.save(scripted, str(file))
    with zipfile.ZipFile(file) as whole:
        entries = {entry: whole.read(entry) for entry in whole.namelist()}
    with zipfile.ZipFile(file, "w") as lean:
        for entry, content in entries.items():
            if not entry.endswith(".debug_pkl"):  # where its source stood on whose machine
                lean.writestr(zipfile.ZipInfo(entry), content)
    return torch.jit.load(str(file)).eval()


def write(file: pathlib.Path, document):
    file.write_text(json.dumps(document, separators=(",", ":")))


def logits(network, records, declared=None):
    """As docs/formats.md says that a network takes its inputs."""
    arguments = {}
    taken = [argument.name for argument in network.forward.schema.arguments]
    for name in records[0]:
        arguments[name], mask = batch([record[name] for record in records], (declared or {}).get(name, {}))
        if name + "_mask" in taken:
            arguments[name + "_mask"] = mask
    with torch.no_grad():
        given = network(**arguments)
    return (given["logits"] if isinstance(given, dict) else given).tolist()


def batch(rows, declared):
    length = max(len(row) for row in rows)
    pad = declared.get("pad", 0)
    mask = torch.tensor([[place < len(row) for place in range(length)] for row in rows])
    values = torch.tensor([row + [pad] * (length - len(row)) for row in rows])
    if declared.get("type", "f32") in ("u8", "f16", "f32") and values.is_floating_point():
        normalisation = declared.get("normalisation", {"mean": [0.0], "std": [1.0]})
        values = (values - torch.tensor(normalisation["mean"])) / torch.tensor(normalisation["std"])
    return values, mask


def outputs(network: str, inputs: str):
    extra = {"limbeck.json": ""}
    loaded = torch.jit.load(network, map_location="cpu", _extra_files=extra).eval()
    declared = json.loads(extra["limbeck.json"])
    assert declared["format"] == "limbeck.artifact/2"
    records = json.loads(pathlib.Path(inputs).read_text())
    print(json.dumps(logits(loaded, records, declared["inputs"])))


if __name__ == "__main__":
    if sys.argv[1] == "export":
        export(pathlib.Path(sys.argv[2]))
    else:
        outputs(sys.argv[2], sys.argv[3])
