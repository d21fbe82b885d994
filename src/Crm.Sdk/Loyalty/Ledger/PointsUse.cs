namespace Crm.Sdk.Loyalty;

/// <summary>In which order lots are used: those that lapse soonest first, then the oldest; those that never lapse last (LO-1).</summary>
internal sealed class PointsUse : IComparer<PointsLot>
{
    public static PointsUse SoonestFirst { get; } = new();

    public int Compare(PointsLot? x, PointsLot? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        int byExpiry = (x.ExpiresOn is null).CompareTo(y.ExpiresOn is null);
        if (byExpiry == 0 && x.ExpiresOn is { } first && y.ExpiresOn is { } second)
        {
            byExpiry = first.CompareTo(second);
        }

        int byAge = byExpiry != 0 ? byExpiry : x.EarnedAt.CompareTo(y.EarnedAt);
        return byAge != 0 ? byAge : x.Id.CompareTo(y.Id);
    }
}
