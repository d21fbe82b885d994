namespace Crm.Sdk.Credit;

/// <summary>The formulas by which limits are proposed (CR-4).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class LimitFormulas
{
    /// <summary>A share of net worth, 净资产比例.</summary>
    public const string NetWorth = "net-worth";

    /// <summary>What is bought within the credit period, 赊销额乘以账期.</summary>
    public const string Purchases = "purchases-in-term";

    /// <summary>The limit of comparable customers, 同业比较.</summary>
    public const string Peer = "peer";

    /// <summary>What was asked for, 申请额度.</summary>
    public const string Requested = "requested";

    /// <summary>Nothing on credit for the last grade, 不予赊销.</summary>
    public const string NoCredit = "no-credit";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "limit-formula",
        new(NetWorth, "Share of net worth", "净资产比例"),
        new(Purchases, "Purchases within the credit period", "账期内采购额"),
        new(Peer, "Limit of comparable customers", "同业比较"),
        new(Requested, "What was asked for", "申请额度"),
        new(NoCredit, "Nothing on credit", "不予赊销"));
}
