using Crm.Sdk.Classification;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Rules.Retail;

/// <summary>
/// RFM segments: recency, frequency and spend scored 1 to 5 each, by quintiles of all customers with orders or by given edges, and the customary named segment of
/// the three scores. Dimension <c>rfm-segment</c>; the score is the three digits, such as 543.
/// </summary>
/// <remarks>Thread-safe. Customers without an order that counts get no label.</remarks>
public sealed class RfmRule : IClassificationRule
{
    private const int Bins = 5;

    private static readonly Verdict NoOrders = Verdict.None(RetailCodes.NoOrdersInWindow), SpendUnknown = Verdict.None(RetailCodes.SpendUnknown);

    private readonly Fact<int> _recency;
    private readonly Fact<int> _frequency;
    private readonly Fact<Money> _monetary;
    private readonly Fact<int> _recencyBin;
    private readonly Fact<int> _frequencyBin;
    private readonly Fact<int> _monetaryBin;
    private readonly int[] _recencyEdges;
    private readonly int[] _frequencyEdges;
    private readonly decimal[] _monetaryEdges;
    private readonly Verdict[] _byScore = new Verdict[1000];

    /// <summary>Makes the rule.</summary>
    /// <param name="options">The settings.</param>
    public RfmRule(IOptions<RetailRulesOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        RfmRuleOptions rfm = options.Value.Rfm;
        Trailing window = Windows.Of(rfm.TrailingMonths);
        _recency = Facts.Recency(window);
        _frequency = Facts.Frequency(window);
        _monetary = Facts.Monetary(window);
        _recencyBin = _recency.Quantile(Bins);
        _frequencyBin = _frequency.Quantile(Bins);
        _monetaryBin = _monetary.Quantile(Bins);
        _recencyEdges = [.. rfm.RecencyEdges];
        _frequencyEdges = [.. rfm.FrequencyEdges];
        _monetaryEdges = [.. rfm.MonetaryEdges];

        RfmSegments segments = RfmSegments.Default;
        foreach (int score in Scores())
        {
            _byScore[score] = Verdict.Of(segments.Of(score / 100, score / 10 % 10, score % 10).Label).WithScore(score);
        }

        // Time alone moves an answer at an edge of recency, or through the learned bins; a recency that grew by a day says nothing.
        Descriptor = RuleDescriptor.For("crm.retail.rfm", version: 1)
            .Dimension("rfm-segment")
            .Labels([.. segments.All.Select(static segment => segment.Label), segments.Others.Label])
            .Reads(HasEdges ? [_recency, _frequency, _monetary] : [_recency, _frequency, _monetary, _recencyBin, _frequencyBin, _monetaryBin])
            .KnowsItsRecheck();
    }

    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; }

    private bool HasEdges => _recencyEdges.Length > 0;

    /// <inheritdoc/>
    public Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        if (facts[_recency] is not { } days || facts[_frequency] is not { } orders)
        {
            return NoOrders;
        }

        if (facts[_monetary] is not { } spend)
        {
            return SpendUnknown;
        }

        int r, f, m;
        if (HasEdges)
        {
            r = Bins - Above(days, _recencyEdges);
            f = 1 + Above(orders, _frequencyEdges);
            m = 1 + Above(spend.Amount, _monetaryEdges);
        }
        else if (facts[_recencyBin] is { } recencyBin && facts[_frequencyBin] is { } frequencyBin && facts[_monetaryBin] is { } monetaryBin)
        {
            (r, f, m) = (Bins + 1 - recencyBin, frequencyBin, monetaryBin);
        }
        else
        {
            return SpendUnknown;
        }

        why?.Because("crm.retail.rfm.recency", days, r).Because("crm.retail.rfm.frequency", orders, f).Because("crm.retail.rfm.monetary", spend, m);
        Verdict verdict = _byScore[(100 * r) + (10 * f) + m];
        return HasEdges && r > 1 ? verdict.RecheckIn(_recencyEdges[Bins - r] - days) : verdict;
    }

    private static int Above<T>(T value, T[] edges)
        where T : IComparable<T>
    {
        int above = 0;
        foreach (T edge in edges)
        {
            above += value.CompareTo(edge) >= 0 ? 1 : 0;
        }

        return above;
    }

    private static IEnumerable<int> Scores() =>
        from r in Enumerable.Range(1, Bins) from f in Enumerable.Range(1, Bins) from m in Enumerable.Range(1, Bins) select (100 * r) + (10 * f) + m;
}
