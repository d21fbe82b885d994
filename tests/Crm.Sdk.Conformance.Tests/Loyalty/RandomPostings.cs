using Crm.Sdk.Loyalty;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

/// <summary>Random postings of a few members: also repeated, altered, late and impossible ones.</summary>
internal sealed class RandomPostings(Random random, IReadOnlyList<CustomerId> members)
{
    private readonly List<PointsPosting> _made = [];

    public PointsPosting Next(Instant now)
    {
        if (_made.Count > 0 && random.Next(20) == 0)
        {
            PointsPosting again = Earlier();
            return random.Next(4) == 0 ? again with { Reference = "altered" } : again;
        }

        string key = $"k{_made.Count}";
        CustomerId member = members[random.Next(members.Count)];
        long points = random.Next(1, random.Next(2) == 0 ? 20 : 200);
        PointsPosting posting = random.Next(100) switch
        {
            < 30 => PointsPosting.Earn(key, member, points),
            < 50 => PointsPosting.Redeem(key, member, points),
            < 60 => PointsPosting.Hold(key, member, points),
            < 66 => PointsPosting.Capture(key, Of(PostingKind.Hold), random.Next(2) == 0 ? null : points),
            < 70 => PointsPosting.Release(key, Of(PostingKind.Hold)),
            < 90 => PointsPosting.Reverse(key, Earlier().Key, random.Next(2) == 0 ? null : points),
            < 95 => PointsPosting.Adjust(key, member, random.Next(2) == 0 ? points : -points, "counted again"),
            _ => PointsPosting.Transfer(key, member, members[(members.ToList().IndexOf(member) + 1) % members.Count], points),
        };
        posting = posting with { At = now - (random.Next(5) == 0 ? Duration.FromHours(random.Next(24 * 60)) : Duration.Zero) };
        _made.Add(posting);
        return posting;
    }

    /// <summary>One of the last ones, so that what is taken back was mostly posted.</summary>
    private PointsPosting Earlier() => _made.Count == 0 ? PointsPosting.Earn("none", members[0], 1) : _made[^random.Next(1, Math.Min(_made.Count, 60) + 1)];

    private string Of(PostingKind kind) => _made.FindLast(posting => posting.Kind == kind)?.Key ?? "none";
}
