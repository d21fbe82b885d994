namespace Crm.Sdk.Classification;

/// <summary>Builds a <see cref="RuleDescriptor"/>, to which it converts by itself where one is expected.</summary>
/// <remarks>Used by one thread.</remarks>
public sealed class RuleDescriptorBuilder
{
    private readonly string _id;
    private readonly int _version;
    private string? _dimension;
    private ValueList<string> _labels;
    private ValueList<Fact> _facts;
    private bool _knowsItsRecheck;
    private bool _hasOpenLabels;

    internal RuleDescriptorBuilder(string id, int version)
    {
        _id = IdentityText.Require(id, 128, "rule");
        _version = version >= 1 ? version : throw Bad($"has the version {version}; versions begin with 1.");
    }

    /// <summary>Sets the dimension.</summary>
    /// <param name="dimension">1 to 64 ASCII letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="CrmException">CRM1001: the dimension has another form.</exception>
    public RuleDescriptorBuilder Dimension(string dimension)
    {
        _dimension = IdentityText.Require(dimension, 64, "dimension");
        return this;
    }

    /// <summary>Sets the labels that the rule can give, in the order in which they are to be listed.</summary>
    /// <param name="labels">1 to <see cref="RuleDescriptor.MaxLabels"/> different labels.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="CrmException">CRM1001: a label has a form that is not allowed. CRM4003: none, too many, or one twice.</exception>
    public RuleDescriptorBuilder Labels(params ReadOnlySpan<string> labels)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string label in labels)
        {
            if (!seen.Add(IdentityText.Require(label, Verdict.MaxLength, "label")))
            {
                throw Bad($"declares the label '{label}' twice.");
            }
        }

        _labels = labels.Length is >= 1 and <= RuleDescriptor.MaxLabels
            ? ValueList.Create(labels)
            : throw Bad($"declares {labels.Length} labels; it takes 1 to {RuleDescriptor.MaxLabels}.");
        return this;
    }

    /// <summary>Lets the rule answer with names that it cannot list (<see cref="Verdict.Of(Category)"/>), beside those of <see cref="Labels"/> if there are any.</summary>
    /// <returns>This builder.</returns>
    public RuleDescriptorBuilder OpenLabels()
    {
        _hasOpenLabels = true;
        return this;
    }

    /// <summary>Sets the facts that the rule reads.</summary>
    /// <param name="facts">Different facts; none for a rule that answers alike for every customer.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="CrmException">CRM4003: a fact is named twice.</exception>
    public RuleDescriptorBuilder Reads(params ReadOnlySpan<Fact> facts)
    {
        var seen = new HashSet<Fact>();
        foreach (Fact fact in facts)
        {
            ArgumentNullException.ThrowIfNull(fact);
            if (!seen.Add(fact))
            {
                throw Bad($"declares the fact '{fact.Key}' twice.");
            }
        }

        _facts = ValueList.Create(facts);
        return this;
    }

    /// <summary>Promises that each answer says by <see cref="Verdict.RecheckIn"/> when time alone will change it. A wrong promise gives stale labels.</summary>
    /// <returns>This builder.</returns>
    public RuleDescriptorBuilder KnowsItsRecheck()
    {
        _knowsItsRecheck = true;
        return this;
    }

    /// <summary>Ends the descriptor.</summary>
    /// <exception cref="CrmException">CRM4003: dimension or labels are missing.</exception>
    public RuleDescriptor Build() => new(
        _id,
        _version,
        _dimension ?? throw Bad("names no dimension; add Dimension(…)."),
        _labels.IsEmpty && !_hasOpenLabels ? throw Bad("declares no labels; add Labels(…) or OpenLabels().") : _labels,
        _facts,
        _knowsItsRecheck,
        _hasOpenLabels);

    /// <summary>Ends the descriptor.</summary>
    /// <exception cref="CrmException">CRM4003: dimension or labels are missing.</exception>
    public static implicit operator RuleDescriptor(RuleDescriptorBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Build();
    }

    /// <summary>Ends the descriptor; the same as <see cref="Build"/>.</summary>
    public RuleDescriptor ToRuleDescriptor() => Build();

    private CrmException Bad(string what) => new(ClassificationErrorCodes.BadRule, $"The rule '{_id}' {what}");
}
