using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

/// <summary>Uses the smallest lots first, as gifts are. Each fault overrides one thing.</summary>
internal sealed class GiftsFirst : IPointsUseOrder
{
    public string Code { get; init; } = "acme.gifts-first";

    public Func<PointsUseRequest, PointsLot, long?> RankOf { get; init; } = static (_, lot) => lot.Points;

    public Action? Stopped { get; init; }

    public ValueTask RankAsync(PointsUseRequest request, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            Stopped?.Invoke();
        }

        cancellationToken.ThrowIfCancellationRequested();
        for (int place = 0; place < request.Lots.Count; place++)
        {
            if (RankOf(request, request.Lots[place]) is { } rank)
            {
                request.Rank(place, rank);
            }
        }

        return ValueTask.CompletedTask;
    }
}
