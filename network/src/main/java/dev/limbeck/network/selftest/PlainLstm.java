package dev.limbeck.network.selftest;

import java.util.Arrays;

/**
 * One recurrent layer of long short-term memory (Hochreiter, Schmidhuber 1997, doi:10.1162/neco.1997.9.8.1735), with
 * PyTorch's order of the gates: input, forget, cell, output. It begins from zeros.
 */
final class PlainLstm {
    private static final int GATES = 4;

    private final Plain x;
    private final Plain ofInput;
    private final Plain ofState;
    private final Plain inputBias;
    private final Plain stateBias;
    private final int rows;
    private final int times;
    private final int in;
    private final int hidden;
    /** By row, time, and then gate and unit. */
    private final double[] gates;
    /** By row and time, that before the first included, and then unit. */
    private final double[] cells;

    private final double[] states;
    private final Plain output;

    /**
     * @param x {@code [rows, times, in]}
     * @param name of the tensors {@code _input [4 hidden, in]}, {@code _state [4 hidden, hidden]}, {@code _input_bias} and
     *     {@code _state_bias}
     */
    PlainLstm(Plain x, Weights weights, String name) {
        this.x = x;
        this.ofInput = weights.get(name + "_input");
        this.ofState = weights.get(name + "_state");
        this.inputBias = weights.get(name + "_input_bias");
        this.stateBias = weights.get(name + "_state_bias");
        this.rows = x.extent(0);
        this.times = x.extent(1);
        this.in = x.extent(2);
        this.hidden = ofState.extent(1);
        this.gates = new double[rows * times * GATES * hidden];
        this.cells = new double[rows * (times + 1) * hidden];
        this.states = new double[rows * (times + 1) * hidden];
        this.output = Plain.zeros(rows, hidden);
        for (int row = 0; row < rows; row++) {
            for (int time = 0; time < times; time++) {
                step(row, time);
            }
            System.arraycopy(states, at(row, times), output.values, row * hidden, hidden);
        }
    }

    private int at(int row, int time) {
        return (row * (times + 1) + time) * hidden;
    }

    private int gateAt(int row, int time, int gate) {
        return ((row * times + time) * GATES + gate) * hidden;
    }

    private void step(int row, int time) {
        for (int unit = 0; unit < hidden; unit++) {
            for (int gate = 0; gate < GATES; gate++) {
                double sum = sum(row, time, gate * hidden + unit);
                gates[gateAt(row, time, gate) + unit] = gate == 2 ? Math.tanh(sum) : 1 / (1 + Math.exp(-sum));
            }
            double cell = gate(row, time, 1, unit) * cells[at(row, time) + unit]
                    + gate(row, time, 0, unit) * gate(row, time, 2, unit);
            cells[at(row, time + 1) + unit] = cell;
            states[at(row, time + 1) + unit] = gate(row, time, 3, unit) * Math.tanh(cell);
        }
    }

    private double gate(int row, int time, int gate, int unit) {
        return gates[gateAt(row, time, gate) + unit];
    }

    private double sum(int row, int time, int line) {
        double sum = inputBias.values[line] + stateBias.values[line];
        for (int i = 0; i < in; i++) {
            sum += ofInput.values[line * in + i] * x.values[(row * times + time) * in + i];
        }
        for (int h = 0; h < hidden; h++) {
            sum += ofState.values[line * hidden + h] * states[at(row, time) + h];
        }
        return sum;
    }

    /** The state after the last time, {@code [rows, hidden]}. */
    Plain output() {
        return output;
    }

    /** Through time (Werbos 1990, doi:10.1109/5.58337). */
    void goBack() {
        for (int row = 0; row < rows; row++) {
            double[] state = Arrays.copyOfRange(output.gradient, row * hidden, (row + 1) * hidden);
            double[] cell = new double[hidden];
            for (int time = times - 1; time >= 0; time--) {
                state = goBack(row, time, state, cell);
            }
        }
    }

    /**
     * @param state gradient at the state after this time
     * @param cell gradient at the cell after this time; of before it, when this returns
     * @return gradient at the state before
     */
    private double[] goBack(int row, int time, double[] state, double[] cell) {
        double[] before = new double[hidden];
        for (int unit = 0; unit < hidden; unit++) {
            double input = gate(row, time, 0, unit);
            double forget = gate(row, time, 1, unit);
            double candidate = gate(row, time, 2, unit);
            double open = gate(row, time, 3, unit);
            double squashed = Math.tanh(cells[at(row, time + 1) + unit]);
            cell[unit] += state[unit] * open * (1 - squashed * squashed);
            double[] gradients = {
                cell[unit] * candidate * input * (1 - input),
                cell[unit] * cells[at(row, time) + unit] * forget * (1 - forget),
                cell[unit] * input * (1 - candidate * candidate),
                state[unit] * squashed * open * (1 - open)
            };
            cell[unit] *= forget;
            for (int gate = 0; gate < GATES; gate++) {
                goBackThrough(row, time, gate * hidden + unit, gradients[gate], before);
            }
        }
        return before;
    }

    private void goBackThrough(int row, int time, int line, double gradient, double[] before) {
        inputBias.gradient[line] += gradient;
        stateBias.gradient[line] += gradient;
        for (int i = 0; i < in; i++) {
            int from = (row * times + time) * in + i;
            ofInput.gradient[line * in + i] += gradient * x.values[from];
            x.gradient[from] += gradient * ofInput.values[line * in + i];
        }
        for (int h = 0; h < hidden; h++) {
            ofState.gradient[line * hidden + h] += gradient * states[at(row, time) + h];
            before[h] += gradient * ofState.values[line * hidden + h];
        }
    }
}
