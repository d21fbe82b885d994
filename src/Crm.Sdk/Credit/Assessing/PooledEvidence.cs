namespace Crm.Sdk.Credit;

/// <summary>The evidence on one indicator, pooled with its prior.</summary>
internal struct PooledEvidence(CreditIndicator indicator)
{
    private double _weight; // of all evidence; the prior weighs 1
    private double _sum; // weight times score
    private double _most;

    public readonly CreditIndicator Indicator => indicator;

    /// <summary>How many pieces counted.</summary>
    public int Count { get; private set; }

    /// <summary>The piece that counted most; of equals the first.</summary>
    public CreditEvidence? Leading { get; private set; }

    public readonly double Score => (indicator.Prior + _sum) / (1 + _weight);

    public readonly double Confidence => _weight / (1 + _weight);

    public void Add(CreditEvidence evidence, double weight)
    {
        if (weight <= 0)
        {
            return;
        }

        Count++;
        _weight += weight;
        _sum += weight * indicator.Curve.ScoreOf(evidence.Value);
        if (weight > _most)
        {
            (_most, Leading) = (weight, evidence);
        }
    }

    /// <summary>The score after one more piece, fresh and fully reliable.</summary>
    public readonly double ScoreWith(double score) => (indicator.Prior + _sum + (EvidenceWeight.OfFullTrust * score)) / (1 + _weight + EvidenceWeight.OfFullTrust);

    /// <summary>The confidence after such a piece.</summary>
    public readonly double ConfidenceWith => (_weight + EvidenceWeight.OfFullTrust) / (1 + _weight + EvidenceWeight.OfFullTrust);

    /// <summary>The score that such a piece needs for the pooled score to become what is wanted; above 100 where none is enough.</summary>
    public readonly double NeededFor(double pooled) => ((pooled * (1 + _weight + EvidenceWeight.OfFullTrust)) - indicator.Prior - _sum) / EvidenceWeight.OfFullTrust;
}
