using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>The lots of one account that an <see cref="IPointsUseOrder"/> ranks.</summary>
/// <remarks>Used by one logical thread. Of no use after the call.</remarks>
public sealed class PointsUseRequest
{
    private readonly long?[] _ranks;

    /// <summary>Makes one.</summary>
    /// <param name="programme">The programme's code.</param>
    /// <param name="wallet">The wallet.</param>
    /// <param name="at">When they are used.</param>
    /// <param name="lots">The lots.</param>
    public PointsUseRequest(string programme, PointsWallet wallet, Instant at, ValueList<PointsLot> lots)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        (Programme, Wallet, At, Lots) = (programme, wallet, at, lots);
        _ranks = new long?[lots.Count];
    }

    /// <summary>The programme's code.</summary>
    public string Programme { get; }

    /// <summary>The wallet.</summary>
    public PointsWallet Wallet { get; }

    /// <summary>When they are used.</summary>
    public Instant At { get; }

    /// <summary>The lots that hold points to spend, those first that the ledger would use first.</summary>
    public ValueList<PointsLot> Lots { get; }

    /// <summary>Ranks a lot: those of the least rank are used first, those of one rank in the ledger's own order, and those without a rank last.</summary>
    /// <param name="index">The lot's place among <see cref="Lots"/>.</param>
    /// <param name="rank">Its rank.</param>
    /// <exception cref="CrmException">CRM6416: the lot has another rank already.</exception>
    public void Rank(int index, long rank)
    {
        PointsLot lot = Lots[index];
        if (_ranks[index] is { } before && before != rank)
        {
            throw new CrmException(LoyaltyErrorCodes.NoUseOrder, $"Order of use '{Wallet.UseOrder}' of wallet '{Wallet.Code}' ranked lot {lot.Id} as {before} and as {rank}; rank each lot once.");
        }

        _ranks[index] = rank;
    }

    /// <summary>The rank that a lot was given; null where it has none.</summary>
    /// <param name="index">The lot's place among <see cref="Lots"/>.</param>
    public long? RankOf(int index) => _ranks[index];
}
