namespace Crm.Sdk.Classification;

/// <summary>What a rule says of itself: its name and version, the dimension it classifies in, the labels it can give, and the facts it reads.</summary>
/// <remarks>
/// Made by <see cref="For"/>. The host loads only the declared facts, shows the rule no others, and asks the rule again only where one of them changed. Immutable
/// and thread-safe; holds nothing of a plugin but strings and numbers.
/// </remarks>
public sealed class RuleDescriptor
{
    /// <summary>The most labels a rule can declare.</summary>
    public const int MaxLabels = 10_000;

    private readonly int[] _indexByLabel; // by the label's number in this process; −1 where it is not declared

    internal RuleDescriptor(string id, int version, string dimension, ValueList<string> labels, ValueList<Fact> facts, bool knowsItsRecheck, bool hasOpenLabels)
    {
        Id = id;
        Version = version;
        Dimension = dimension;
        Labels = labels;
        Facts = facts;
        KnowsItsRecheck = knowsItsRecheck;
        HasOpenLabels = hasOpenLabels;
        int[] numbers = [.. labels.Select(static label => Verdict.Of(label).Number)];
        _indexByLabel = new int[numbers.DefaultIfEmpty(-1).Max() + 1];
        _indexByLabel.AsSpan().Fill(-1);
        for (int i = 0; i < numbers.Length; i++)
        {
            _indexByLabel[numbers[i]] = i;
        }
    }

    /// <summary>The rule's name for ever, such as <c>acme.lapsing-vip</c>.</summary>
    public string Id { get; }

    /// <summary>The version of what the rule computes, from 1. A new version is asked for every customer once.</summary>
    public int Version { get; }

    /// <summary>The dimension, such as <c>value-tier</c>. A customer has at most one current label in each.</summary>
    public string Dimension { get; }

    /// <summary>The labels that the rule can give, best or first first: the order in which they are listed.</summary>
    public ValueList<string> Labels { get; }

    /// <summary>The facts that the rule reads.</summary>
    public ValueList<Fact> Facts { get; }

    /// <summary>
    /// Whether the rule says with each answer when time alone will change it. If so, it is not asked again because a day passed; if not, a rule that reads a fact
    /// which moves every day is asked for every customer every day.
    /// </summary>
    public bool KnowsItsRecheck { get; }

    /// <summary>Whether the rule may answer with labels that it does not declare: names that stand in the records, such as regions.</summary>
    public bool HasOpenLabels { get; }

    /// <summary>Begins a descriptor.</summary>
    /// <param name="id">1 to 128 ASCII letters, digits, <c>-</c>, <c>_</c> or <c>.</c>, beginning with the maker's name.</param>
    /// <param name="version">1 or more; raise it when the same facts give another answer.</param>
    /// <exception cref="CrmException">CRM1001: the id has another form. CRM4003: the version is less than 1.</exception>
    public static RuleDescriptorBuilder For(string id, int version) => new(id, version);

    /// <summary>The place of an answer's label among <see cref="Labels"/>, or −1 where the answer is that there is none, and for an open label that is not declared.</summary>
    /// <exception cref="CrmException">CRM4002: the label is not declared, or the verdict is no answer.</exception>
    public int IndexOf(Verdict verdict)
    {
        if (verdict.IsNone)
        {
            return -1;
        }

        int number = verdict.Number;
        int[] indexes = _indexByLabel;
        int index = (uint)number < (uint)indexes.Length ? indexes[number] : -1;
        return index >= 0 || (HasOpenLabels && verdict.IsAnswer) ? index : throw Undeclared(verdict);
    }

    /// <summary>Id and version.</summary>
    public override string ToString() => $"{Id} v{Version}";

    private CrmException Undeclared(Verdict verdict) => new(
        ClassificationErrorCodes.UndeclaredLabel,
        verdict.IsAnswer
            ? $"The rule '{Id}' answered '{verdict.Label}', which is not among its labels; add it to Labels(…) of its descriptor."
            : $"The rule '{Id}' gave no answer; return a label, or Verdict.None with a code.");
}
