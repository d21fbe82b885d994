namespace Crm.Sdk.Transactions;

/// <summary>By what transactions are divided (G31): who bought, how, where, and what.</summary>
public enum TransactionDimension
{
    /// <summary>The kind of the customer, <c>individual</c> or <c>enterprise</c>.</summary>
    CustomerKind,

    /// <summary>The industry that the customer's record names.</summary>
    Industry,

    /// <summary>A customer's first purchase day (<c>first</c>), later ones (<c>repeat</c>), and what came back (<c>return</c>).</summary>
    Purchase,

    /// <summary>The sales channel of the order.</summary>
    Channel,

    /// <summary>The region of the order; where it names none, that of the customer.</summary>
    Region,

    /// <summary>The category of the product, as the catalogue names it.</summary>
    Category,

    /// <summary>The product, by its key.</summary>
    Product,
}
