"""The built-in networks, for inputs of 1 x 28 x 28 and 10 classes, as PyTorch modules."""
import torch
from torch import nn


def network(name):
    kind, _, widths = name.partition("-")
    numbers = [int(width) for width in widths.split("x")]
    if kind == "mlp":
        return perceptron(numbers)
    if kind == "cnn":
        return convolutional(*numbers)
    if kind == "resnet":
        return Residual(*numbers)
    raise ValueError(f"network is {name}, allowed are mlp-…, cnn-…, resnet-…")


def perceptron(widths):
    layers, before = [nn.Flatten()], 784
    for width in widths:
        layers += [nn.Linear(before, width), nn.ReLU()]
        before = width
    return nn.Sequential(*layers, nn.Linear(before, 10))


def convolutional(width, hidden=0):
    layers = [
        nn.Conv2d(1, width, 3, padding=1, bias=False), nn.BatchNorm2d(width), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(width, 2 * width, 3, padding=1, bias=False), nn.BatchNorm2d(2 * width), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(),
    ]
    features = 2 * width * 49
    if hidden:
        layers += [nn.Linear(features, hidden), nn.ReLU()]
        features = hidden
    return nn.Sequential(*layers, nn.Linear(features, 10))


class Block(nn.Module):
    def __init__(self, before, width, stride):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(before, width, 3, stride, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU(),
            nn.Conv2d(width, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width),
        )
        self.short = nn.Identity()
        if before != width or stride != 1:
            self.short = nn.Sequential(nn.Conv2d(before, width, 1, stride, bias=False), nn.BatchNorm2d(width))

    def forward(self, x):
        return torch.relu(self.body(x) + self.short(x))


class Residual(nn.Module):
    def __init__(self, depth, width):
        super().__init__()
        layers, before = [nn.Conv2d(1, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU()], width
        for stage in range(3):
            for block in range((depth - 2) // 6):
                layers.append(Block(before, width << stage, 2 if stage and not block else 1))
                before = width << stage
        self.body = nn.Sequential(*layers)
        self.head = nn.Linear(before, 10)

    def forward(self, x):
        return self.head(self.body(x).mean((2, 3)))
