namespace Crm.Sdk.Products;

/// <summary>The built-in types of relations between products (TX-1).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ProductRelationTypes
{
    /// <summary>The second is an accessory of the first, 配件.</summary>
    public const string Accessory = "accessory";

    /// <summary>The second is what owners of the first step up to, 升级产品.</summary>
    public const string Upgrade = "upgrade";

    /// <summary>The second can take the place of the first, 替代品.</summary>
    public const string Substitute = "substitute";

    /// <summary>The second is a part of the first, which is sold as a bundle, 套装.</summary>
    public const string Bundle = "bundle";

    /// <summary>The second is a service that goes with the first, 附加服务.</summary>
    public const string AddOnService = "add-on-service";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "product-relation-type",
        new(Accessory, "Accessory", "配件"),
        new(Upgrade, "Upgrade", "升级产品"),
        new(Substitute, "Substitute", "替代品"),
        new(Bundle, "Part of the bundle", "套装组成"),
        new(AddOnService, "Add-on service", "附加服务"));
}
