using System.Globalization;
using Crm.Sdk.Loyalty;

namespace Crm.Sdk.KillTarget.Points;

/// <summary>
/// A posting that is made of its number alone, so that whoever knows the number can post it again: five earnings, then a redemption, a reversal, a hold, its capture and a redemption of one member, who
/// can always pay.
/// </summary>
public sealed record PointsLine(string Key, int Member, string Kind, long Points, string? Original)
{
    /// <summary>How many members there are; their customers' keys are <see cref="KeyOf"/>.</summary>
    public const int Members = 8;

    private const int Round = 10;

    /// <summary>What the posting adds to what members hold, set aside or not.</summary>
    public long Change => Kind switch { "earn" => Points, "hold" => 0, _ => -Points };

    public static string KeyOf(int member) => string.Create(CultureInfo.InvariantCulture, $"M{member}");

    /// <param name="life">Which process.</param>
    /// <param name="worker">Which of its workers.</param>
    /// <param name="number">Which of the worker's postings, from 0.</param>
    public static PointsLine Of(int life, int worker, int number)
    {
        int first = number - (number % Round);
        (string kind, long points, int? original) = (number % Round) switch
        {
            5 => ("redeem", 30, (int?)null),
            6 => ("reverse", 40, first + 1),
            7 => ("hold", 20, null),
            8 => ("capture", 20, first + 7),
            9 => ("redeem", 10, null),
            int at => ("earn", 100 + at, null),
        };
        return new PointsLine(Name(number), (life + worker + (number / Round)) % Members, kind, points, original is { } of ? Name(of) : null);

        string Name(int n) => string.Create(CultureInfo.InvariantCulture, $"{life}/{worker}/{n}");
    }

    /// <summary>The line as <c>crm loyalty post</c> reads it.</summary>
    public string ToJson() => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"key\":\"{Key}\",\"kind\":\"{Kind}\",\"points\":{Points},{(Original is null ? $"\"customer\":\"{KeyOf(Member)}\"" : $"\"original\":\"{Original}\"")}}}");

    /// <summary>The posting.</summary>
    /// <param name="members">The customers.</param>
    public PointsPosting ToPosting(IReadOnlyList<CustomerId> members) => Kind switch
    {
        "earn" => PointsPosting.Earn(Key, members[Member], Points),
        "redeem" => PointsPosting.Redeem(Key, members[Member], Points),
        "hold" => PointsPosting.Hold(Key, members[Member], Points),
        "capture" => PointsPosting.Capture(Key, Original!, Points),
        _ => PointsPosting.Reverse(Key, Original!, Points),
    };
}
