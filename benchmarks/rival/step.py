"""The training step that a user would write in PyTorch: eager, Adam, distillation loss, one thread.

Reads a number of steps from each line of standard input and answers with the seconds they took, by the clock and of
processor time.
Usage: step.py NETWORK BATCH_SIZE with NETWORK mlp-128, cnn-8 or resnet-20x16, as limbeck's built-in networks.
"""
import sys
import time

try:
    import torch
except ImportError:
    print("torch is not installed", flush=True)
    sys.exit(3)

from networks import network

BATCHES = 16
TEMPERATURE = 4.0
SOFT_TARGET_WEIGHT = 0.9
GRADIENT_CLIP = 5.0


def loss_of(student, teacher, labels):
    """w T^2 KL(softmax(t/T) || softmax(s/T)) + (1-w) CE, the second where the label is known."""
    soft = torch.nn.functional.kl_div(
        torch.log_softmax(student / TEMPERATURE, 1),
        torch.log_softmax(teacher / TEMPERATURE, 1),
        reduction="batchmean",
        log_target=True,
    )
    loss = SOFT_TARGET_WEIGHT * TEMPERATURE * TEMPERATURE * soft
    known = labels >= 0
    if known.any():
        hard = torch.nn.functional.cross_entropy(student[known], labels[known], reduction="sum")
        loss = loss + (1 - SOFT_TARGET_WEIGHT) * hard / len(labels)
    return loss


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    model, size = network(sys.argv[1]), int(sys.argv[2])
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    batches = [
        (
            torch.randint(0, 256, (size, 1, 28, 28), dtype=torch.uint8),
            torch.randn(size, 10) * 4,
            torch.full((size,), -1),
        )
        for _ in range(BATCHES)
    ]
    done = 0
    print(f"torch {torch.__version__}", flush=True)
    for line in sys.stdin:
        start, start_processor = time.perf_counter(), time.process_time()
        for _ in range(int(line)):
            pixels, teacher, labels = batches[done % BATCHES]
            done += 1
            optimizer.zero_grad()
            loss = loss_of(model((pixels.float() - 33.3) / 78.6), teacher, labels)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), GRADIENT_CLIP)
            optimizer.step()
            loss.item()
        print(time.perf_counter() - start, time.process_time() - start_processor, flush=True)


if __name__ == "__main__":
    main()
