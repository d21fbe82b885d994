namespace Crm.Sdk.Transactions;

/// <summary>What an order holds. Sales with lines count, as they were sold: what came back later is still in them.</summary>
/// <param name="Orders">How many sales have lines.</param>
/// <param name="Lines">The lines of them all.</param>
/// <param name="Pieces">The pieces of them all.</param>
/// <param name="Amount">The net amount of them all.</param>
/// <param name="ByProducts">Orders by how many different products they hold: 1, 2, 3, 4–5, 6–10, 11 and more. Lines that name no product are in none.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record BasketProfile(long Orders, long Lines, Quantity Pieces, Money Amount, ValueList<CountBand> ByProducts)
{
    /// <summary>Lines an order; null without orders.</summary>
    public double? LinesEach => Orders == 0 ? null : (double)Lines / Orders;

    /// <summary>Pieces an order; null without orders.</summary>
    public double? PiecesEach => Orders == 0 ? null : (double)Pieces.Amount / Orders;

    /// <summary>The amount of an order, rounded to the minor unit; null without orders.</summary>
    public Money? AmountEach => Orders == 0 ? null : Money.Round(Amount.Amount / Orders, Amount.Currency);
}
