namespace Crm.Sdk.Products;

/// <summary>What one product is to another, 产品关系: the second is an accessory, an upgrade, a substitute of the first (TX-1).</summary>
/// <remarks>Each relation of a type between two products exists once. Immutable; thread-safe.</remarks>
public sealed record ProductRelation
{
    /// <summary>The greatest length of an external key, in UTF-16 units.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The relation's id.</summary>
    public required ProductRelationId Id { get; init; }

    /// <summary>The key by which other systems know the relation; unique within the tenant.</summary>
    public string? Key { get; init; }

    /// <summary>The type's code, of <see cref="ProductRelationTypes"/> or another one.</summary>
    public required string Type { get; init; }

    /// <summary>The key of the product that the relation starts from.</summary>
    public required string From { get; init; }

    /// <summary>The key of the product that is its accessory, its upgrade and so on.</summary>
    public required string To { get; init; }

    /// <summary>How many of the second go with one of the first, such as in a bundle; null where that says nothing.</summary>
    public Quantity? Quantity { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>A new relation.</summary>
    /// <param name="type">The type's code.</param>
    /// <param name="from">The key of the product it starts from.</param>
    /// <param name="to">The key of the other one.</param>
    /// <exception cref="CrmException">CRM1002: a key is empty, too long, or has characters that cannot be kept. CRM1030: the code has another form, or a product is to relate to itself.</exception>
    public static ProductRelation Of(string type, string from, string to)
    {
        var relation = new ProductRelation
        {
            Id = ProductRelationId.New(),
            Type = type,
            From = CanonicalText.Require(from, Product.MaxKeyLength, "product-relation.from"),
            To = CanonicalText.Require(to, Product.MaxKeyLength, "product-relation.to"),
        };
        relation.Check();
        return relation;
    }

    internal void Check()
    {
        Require.Code(Type, "product-relation.type");
        Require.NotEmpty(From, "product-relation.from");
        Require.That(From != To, "product-relation.to", $"product '{To}' cannot relate to itself");
        Require.That(Quantity is not { Millionths: <= 0 }, "product-relation.quantity", "the quantity is not above 0; give more, or leave it out");
    }
}
