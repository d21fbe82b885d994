namespace Crm.Sdk.Classification;

/// <summary>An ordered list of RFM segments: the first that holds a customer's scores is the customer's.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class RfmSegments
{
    private readonly RfmSegment[] _all;

    /// <summary>Makes a list.</summary>
    /// <param name="segments">One or more, in the order in which they are tried.</param>
    /// <param name="others">The segment of customers whom none holds.</param>
    /// <exception cref="CrmException">CRM4011: none is given, two have the same label, or a range is empty. CRM1001: a label has a form that is not allowed.</exception>
    public RfmSegments(IEnumerable<RfmSegment> segments, (string Label, string Name) others)
    {
        ArgumentNullException.ThrowIfNull(segments);
        _all = [.. segments];
        Others = new RfmSegment(others.Label, others.Name, new(1, int.MaxValue), new(1, int.MaxValue), new(1, int.MaxValue));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (RfmSegment segment in _all.Append(Others))
        {
            IdentityText.Require(segment.Label, Verdict.MaxLength, "segment");
            if (!seen.Add(segment.Label))
            {
                throw Bad($"has the label '{segment.Label}' twice.");
            }

            foreach (ScoreRange range in (ReadOnlySpan<ScoreRange>)[segment.Recency, segment.Frequency, segment.Monetary])
            {
                if (range.Lowest < 1 || range.Highest < range.Lowest)
                {
                    throw Bad($"has the range {range} in '{segment.Label}'; a range goes from 1 or more upwards, such as 4-5.");
                }
            }
        }

        if (_all.Length == 0)
        {
            throw Bad("is empty; give at least one segment.");
        }
    }

    /// <summary>The ten segments that are customary for five scores, and Others. First match wins. Source: the R package rfm 0.3.0.</summary>
    public static RfmSegments Default { get; } = new(
        [
            new("champions", "Champions", new(4, 5), new(4, 5), new(4, 5)),
            new("loyal-customers", "Loyal Customers", new(2, 5), new(3, 5), new(3, 5)),
            new("potential-loyalist", "Potential Loyalist", new(3, 5), new(1, 3), new(1, 3)),
            new("new-customers", "New Customers", new(4, 5), new(1, 1), new(1, 1)),
            new("promising", "Promising", new(3, 4), new(1, 1), new(1, 1)),
            new("need-attention", "Need Attention", new(2, 3), new(2, 3), new(2, 3)),
            new("about-to-sleep", "About To Sleep", new(2, 3), new(1, 2), new(1, 2)),
            new("at-risk", "At Risk", new(1, 2), new(2, 5), new(2, 5)),
            new("cant-lose-them", "Can't Lose Them", new(1, 1), new(4, 5), new(4, 5)),
            new("lost", "Lost", new(1, 2), new(1, 2), new(1, 2)),
        ],
        ("others", "Others"));

    /// <summary>The segments, in the order in which they are tried, without <see cref="Others"/>.</summary>
    public IReadOnlyList<RfmSegment> All => _all;

    /// <summary>The segment of customers whom none of <see cref="All"/> holds.</summary>
    public RfmSegment Others { get; }

    /// <summary>The segment of a customer.</summary>
    /// <param name="recency">The score of recency, 1 the worst.</param>
    /// <param name="frequency">The score of frequency, 1 the worst.</param>
    /// <param name="monetary">The score of spend, 1 the worst.</param>
    public RfmSegment Of(int recency, int frequency, int monetary)
    {
        foreach (RfmSegment segment in _all)
        {
            if (segment.Holds(recency, frequency, monetary))
            {
                return segment;
            }
        }

        return Others;
    }

    private static CrmException Bad(string what) => new(ClassificationErrorCodes.BadRfm, $"The list of RFM segments {what}");
}
