using Crm.Sdk.Classification;

namespace Crm.Sdk.Clustering;

/// <summary>The rule of kept clusters: a customer has the label of the centre that is nearest to its facts.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ClusterRule : IClassificationRule
{
    private const int MaxOnStack = 64;

    private static readonly Verdict Undefined = Verdict.None("crm.cluster.undefined"), OtherCurrency = Verdict.None("crm.cluster.other-currency");

    private readonly ClusterModel _model;
    private readonly Fact[] _facts;
    private readonly Currency _currency;
    private readonly bool _isUsable;
    private readonly Verdict[] _labels;

    /// <param name="clusters">The clusters.</param>
    /// <param name="facts">Their facts, in their order.</param>
    /// <param name="currency">The currency of the facts.</param>
    public ClusterRule(StoredClusters clusters, Fact[] facts, Currency currency)
    {
        (_model, _facts, _currency) = (clusters.Model, facts, currency);
        _isUsable = clusters.Model.Currency == currency.Code || !Array.Exists(facts, static fact => fact.ValueType == FactValueType.Money);
        string[] labels = [.. Enumerable.Range(0, clusters.Model.Centres.Count).Select(StoredClusters.LabelOf)];
        _labels = [.. labels.Select(Verdict.Of)];
        Descriptor = RuleDescriptor.For(clusters.RuleId, checked((int)clusters.Version)).Dimension(clusters.Dimension).Labels(labels).Reads(facts);
    }

    public RuleDescriptor Descriptor { get; }

    public Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        if (!_isUsable)
        {
            why?.Because("crm.cluster.other-currency");
            return OtherCurrency;
        }

        Span<double> values = _facts.Length <= MaxOnStack ? stackalloc double[_facts.Length] : new double[_facts.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = FactNumbers.Of(facts, _facts[i]);
        }

        int? cluster = _model.ClusterOf(values);
        if (why is not null)
        {
            Explain(why, cluster, values);
        }

        return cluster is { } nearest ? _labels[nearest] : Undefined;
    }

    private void Explain(Explanation why, int? cluster, ReadOnlySpan<double> values)
    {
        if (cluster is { } nearest)
        {
            why.Because("crm.cluster.nearest", nearest, Math.Sqrt(_model.SquaredDistance(nearest, values)));
        }

        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                why.Because("crm.cluster.fact-undefined", _facts[i].Key);
            }
            else if (cluster is { } own)
            {
                why.Because("crm.cluster.fact", _facts[i].Key, Arg(i, values[i]), Arg(i, _model.CentreOf(own, i)));
            }
        }
    }

    private ReasonArg Arg(int fact, double value) => _facts[fact].ValueType == FactValueType.Money ? Money.OfMinor((long)Math.Round(value), _currency) : value;
}
