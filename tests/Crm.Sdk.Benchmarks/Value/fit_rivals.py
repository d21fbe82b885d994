"""BG/NBD and Pareto/NBD by maximum likelihood with vectorised NumPy and SciPy, the baseline of P19.

Reads rows of 3 doubles (x, t_x, T) from a file; answers each line "fit MODEL" on standard input with one line of JSON.
The likelihoods, the logarithmic parametrisation, the scale of time (mean T), the start and the stop rule (greatest component of the
gradient of the mean log-likelihood at most 1e-6) are those of the other side. The gradient of BG/NBD is analytic. That of Pareto/NBD
has no closed form in hypergeometric functions, so it is taken by central differences, as SciPy's users do.
"""
import json
import sys
import time

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln, hyp2f1, psi

TOLERANCE = 1e-6


def bg_nbd(logs, x, tx, t):
    r, alpha, a, b = np.exp(logs)
    k = r + x
    log_age = np.log(alpha + t)
    gap = log_age - np.log(alpha + tx)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(x > 0, np.log(a / (b + x - 1)) + k * gap, -np.inf)
    dead = np.where(x > 0, 1 / (1 + np.exp(-z)), 0)
    value = (gammaln(k) - gammaln(r) + r * np.log(alpha) - k * log_age
             + gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x) + np.logaddexp(0, z))
    by_r = psi(k) - psi(r) + np.log(alpha) - log_age + dead * gap
    by_alpha = r / alpha - k / (alpha + t) + dead * k * (1 / (alpha + t) - 1 / (alpha + tx))
    by_a = psi(a + b) - psi(a + b + x) + dead / a
    by_b = psi(a + b) + psi(b + x) - psi(b) - psi(a + b + x) - np.where(x > 0, dead / np.where(x > 0, b + x - 1, 1), 0)
    gradient = np.array([by_r.mean() * r, by_alpha.mean() * alpha, by_a.mean() * a, by_b.mean() * b])
    return -value.mean(), -gradient


def pareto_value(logs, x, tx, t):
    r, alpha, s, beta = np.exp(logs)
    most, second = (alpha, s + 1) if alpha >= beta else (beta, r + x)
    k = r + s + x
    span = abs(alpha - beta)
    f1 = np.log(hyp2f1(k, second, k + 1, span / (most + tx))) - k * np.log(most + tx)
    f2 = np.log(hyp2f1(k, second, k + 1, span / (most + t))) - k * np.log(most + t)
    with np.errstate(divide="ignore"):
        log_a0 = np.where(tx < t, f1 + np.log1p(-np.exp(np.minimum(f2 - f1, 0))), -np.inf)
    active = -(r + x) * np.log(alpha + t) - s * np.log(beta + t)
    value = (gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
             + np.logaddexp(active, np.log(s) - np.log(k) + log_a0))
    return -value.mean()


def pareto_nbd(logs, x, tx, t):
    step = 1e-5
    gradient = np.empty(4)
    for i in range(4):
        ahead, behind = logs.copy(), logs.copy()
        ahead[i] += step
        behind[i] -= step
        gradient[i] = (pareto_value(ahead, x, tx, t) - pareto_value(behind, x, tx, t)) / (2 * step)
    return pareto_value(logs, x, tx, t), gradient


def fit(model, x, tx, t):
    begun = time.perf_counter()
    scale = t.mean()
    function = bg_nbd if model == "bg-nbd" else pareto_nbd
    start = np.log([0.5, 0.5, 1, 2] if model == "bg-nbd" else [0.5, 0.5, 0.5, 0.5])
    found = minimize(function, start, args=(x, tx / scale, t / scale), jac=True, method="BFGS", options={"gtol": TOLERANCE})
    parameters = np.exp(found.x) * ([1, scale, 1, 1] if model == "bg-nbd" else [1, scale, 1, scale])
    return {
        "elapsedMs": 1000 * (time.perf_counter() - begun),
        "parameters": [float(p) for p in parameters],
        "logLikelihood": float(-found.fun * len(x) - x.sum() * np.log(scale)),
        "evaluations": int(found.nfev),
    }


def main():
    rows = np.fromfile(sys.argv[1], dtype="<f8").reshape(-1, 3)
    x, tx, t = (np.ascontiguousarray(rows[:, i]) for i in range(3))
    print(json.dumps({"ready": len(x)}), flush=True)
    for line in sys.stdin:
        print(json.dumps(fit(line.split()[1], x, tx, t)), flush=True)


main()
