namespace Crm.Sdk.Loyalty;

/// <summary>What loyalty is measured by (LO-4): the eight measures of G15, the six drivers of G14, and the circumstances that types ask for. All are numbers from 0 to 1.</summary>
/// <remarks>The set is open: a policy may weigh codes of a plugin. Whether much of it means more or less loyalty says the policy. Immutable and thread-safe.</remarks>
public static class LoyaltyIndicators
{
    /// <summary>Measure: repurchase rate, 复购率; the share of periods with a purchase that were followed by one with a purchase.</summary>
    public const string RepurchaseRate = "repurchase-rate";

    /// <summary>Measure: need satisfaction, 需求满足率; the share of the customer's needs that it meets with us.</summary>
    public const string NeedSatisfaction = "need-satisfaction";

    /// <summary>Measure: attention to our products, 对本企业产品的关注.</summary>
    public const string AttentionToOwn = "attention-own";

    /// <summary>Measure: attention to competing products, 对竞争产品的关注; much of it is little loyalty.</summary>
    public const string AttentionToCompeting = "attention-competing";

    /// <summary>Measure: time taken to choose, 选择时间; 0 at once, 1 endlessly. Much of it is little loyalty.</summary>
    public const string ChoiceTime = "choice-time";

    /// <summary>Measure: price sensitivity, 对价格的敏感; much of it is little loyalty.</summary>
    public const string PriceSensitivity = "price-sensitivity";

    /// <summary>Measure: tolerance of quality faults, 对质量的容忍度.</summary>
    public const string FaultTolerance = "fault-tolerance";

    /// <summary>Measure: regard for the product, 对产品的认同度.</summary>
    public const string ProductRegard = "product-regard";

    /// <summary>Driver: trust, 信任.</summary>
    public const string Trust = "trust";

    /// <summary>Driver: perceived value, 感知价值.</summary>
    public const string PerceivedValue = "perceived-value";

    /// <summary>Driver: emotion, 情感.</summary>
    public const string Emotion = "emotion";

    /// <summary>Driver: switching cost, 转移成本.</summary>
    public const string SwitchingCost = "switching-cost";

    /// <summary>Driver: staff quality, 员工素质.</summary>
    public const string StaffQuality = "staff-quality";

    /// <summary>Driver: satisfaction, 满意度.</summary>
    public const string Satisfaction = "satisfaction";

    /// <summary>Circumstance: how far the customer has nobody else to buy from, 别无选择.</summary>
    public const string NoAlternative = "no-alternative";

    /// <summary>Circumstance: whether the customer is of the staff or related to them, 员工或亲属; 1 for yes, 0 for no.</summary>
    public const string Kinship = "kinship";

    /// <summary>Circumstance: how far extras such as discounts and gifts come with what it buys, 额外利益.</summary>
    public const string Extras = "extras";

    /// <summary>Circumstance: how regularly the customer buys, 购买习惯.</summary>
    public const string Habit = "habit";

    /// <summary>The eight measures (G15).</summary>
    public static ValueList<string> Measures { get; } = [RepurchaseRate, NeedSatisfaction, AttentionToOwn, AttentionToCompeting, ChoiceTime, PriceSensitivity, FaultTolerance, ProductRegard];

    /// <summary>The six drivers (G14).</summary>
    public static ValueList<string> Drivers { get; } = [Trust, PerceivedValue, Emotion, SwitchingCost, StaffQuality, Satisfaction];

    /// <summary>What types ask for besides.</summary>
    public static ValueList<string> Circumstances { get; } = [NoAlternative, Kinship, Extras, Habit];

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "loyalty-indicator",
        new(RepurchaseRate, "Repurchase rate", "复购率"),
        new(NeedSatisfaction, "Need satisfaction", "需求满足率"),
        new(AttentionToOwn, "Attention to our products", "对本企业产品的关注"),
        new(AttentionToCompeting, "Attention to competing products", "对竞争产品的关注"),
        new(ChoiceTime, "Time taken to choose", "选择时间"),
        new(PriceSensitivity, "Price sensitivity", "对价格的敏感"),
        new(FaultTolerance, "Tolerance of quality faults", "对质量的容忍度"),
        new(ProductRegard, "Regard for the product", "对产品的认同度"),
        new(Trust, "Trust", "信任"),
        new(PerceivedValue, "Perceived value", "感知价值"),
        new(Emotion, "Emotion", "情感"),
        new(SwitchingCost, "Switching cost", "转移成本"),
        new(StaffQuality, "Staff quality", "员工素质"),
        new(Satisfaction, "Satisfaction", "满意度"),
        new(NoAlternative, "Lack of alternatives", "别无选择"),
        new(Kinship, "Staff or relatives", "员工或亲属"),
        new(Extras, "Extras given", "额外利益"),
        new(Habit, "Regularity of buying", "购买习惯"));
}
