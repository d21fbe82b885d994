using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>What one rule answered for every customer, by row of the columns.</summary>
/// <remarks>Immutable and thread-safe. Holds nothing of a plugin but strings and numbers.</remarks>
public sealed class RuleResult
{
    /// <summary>The outcome of a row for which the rule never gave an answer, because it threw or was stopped.</summary>
    internal const ushort NoAnswer = ushort.MaxValue;

    /// <summary>The recheck day of a row that needs none.</summary>
    internal const int NoRecheck = int.MaxValue;

    /// <summary>What an open label begins with among the codes; no code has it.</summary>
    internal const char OpenLabel = '=';

    internal RuleResult(RuleDescriptor descriptor, string fingerprint, ushort[] outcomes, string[] codes, float[]? scores, int[]? rechecks)
    {
        Descriptor = descriptor;
        Fingerprint = fingerprint;
        Outcomes = outcomes;
        Codes = codes;
        Scores = scores;
        Rechecks = rechecks;
    }

    /// <summary>The rule.</summary>
    public RuleDescriptor Descriptor { get; }

    /// <summary>How many customers there are.</summary>
    public int Count => Outcomes.Length;

    /// <summary>For how many customers the rule was asked in this run.</summary>
    public int Evaluated { get; internal init; }

    /// <summary>The rows whose label, code or score differs from the earlier result's, ascending; all rows with an answer where there was none.</summary>
    public IReadOnlyList<int> ChangedRows { get; internal init; } = [];

    /// <summary>The customers for whom the rule threw, by row; they keep what they had and are asked again in the next run.</summary>
    public IReadOnlyList<RuleFailure> Failures { get; internal init; } = [];

    /// <summary>Why the rule gave no new labels at all; null where it ran to its end.</summary>
    public RuleStop? Stop { get; internal init; }

    internal ushort[] Outcomes { get; }

    internal string[] Codes { get; }

    internal float[]? Scores { get; }

    internal int[]? Rechecks { get; }

    internal string Fingerprint { get; }

    internal int[] FailedRows { get; init; } = [];

    /// <summary>The label of the customer in a row, or null where it has none.</summary>
    /// <param name="row">0 to <see cref="Count"/> − 1.</param>
    public string? LabelAt(int row) => Outcomes[row] is var outcome && outcome < Descriptor.Labels.Count ? Descriptor.Labels[outcome]
        : outcome != NoAnswer && Codes[outcome - Descriptor.Labels.Count] is [OpenLabel, .. var label] ? label : null;

    /// <summary>Why the customer in a row has no label; null where it has one, or where the rule never answered.</summary>
    /// <param name="row">0 to <see cref="Count"/> − 1.</param>
    public string? NoneCodeAt(int row) =>
        Outcomes[row] is var outcome && outcome >= Descriptor.Labels.Count && outcome != NoAnswer && Codes[outcome - Descriptor.Labels.Count] is var code && code[0] != OpenLabel ? code : null;

    /// <summary>The score of the customer in a row, or null where the rule gave none.</summary>
    /// <param name="row">0 to <see cref="Count"/> − 1.</param>
    public float? ScoreAt(int row) => Scores?[row] is { } score && !float.IsNaN(score) ? score : null;

    /// <summary>The first date as of which the rule is to be asked again for the customer in a row though nothing happened; null for none.</summary>
    /// <param name="row">0 to <see cref="Count"/> − 1.</param>
    public LocalDate? RecheckAt(int row) => Rechecks?[row] is { } day && day != NoRecheck ? new LocalDate(1970, 1, 1).PlusDays(day) : null;

    /// <summary>The result in terms of another version of the rule: a label that it does not declare any more counts as no answer.</summary>
    internal RuleResult Under(RuleDescriptor descriptor)
    {
        if (descriptor.Labels == Descriptor.Labels)
        {
            return this;
        }

        List<string> labels = [.. descriptor.Labels];
        ushort[] numbers =
        [
            .. Descriptor.Labels.Select(label => labels.IndexOf(label) is var at && at < 0 ? NoAnswer : (ushort)at),
            .. Codes.Select((_, i) => (ushort)(labels.Count + i)),
        ];
        return new RuleResult(descriptor, Fingerprint, [.. Outcomes.Select(outcome => outcome == NoAnswer ? NoAnswer : numbers[outcome])], Codes, Scores, Rechecks)
        {
            FailedRows = FailedRows,
            Stop = Stop,
        };
    }

    /// <summary>How many customers have each label, in the order of the descriptor's labels; open labels after them, by name.</summary>
    public IReadOnlyList<(string Label, int Customers)> CountLabels()
    {
        int declared = Descriptor.Labels.Count;
        int[] counts = new int[declared + Codes.Length];
        foreach (ushort outcome in Outcomes)
        {
            if (outcome < counts.Length)
            {
                counts[outcome]++;
            }
        }

        return
        [
            .. Descriptor.Labels.Select((label, i) => (label, counts[i])),
            .. Codes.Select((code, i) => (code, Customers: counts[declared + i])).Where(static open => open.code[0] == OpenLabel && open.Customers > 0).Select(static open => (open.code[1..], open.Customers)),
        ];
    }
}
