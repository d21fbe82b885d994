namespace Crm.Sdk.Loyalty;

/// <summary>The built-in sources of findings on loyalty. A policy says how much each counts.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class LoyaltySources
{
    /// <summary>What the customer did, by our records, 行为记录.</summary>
    public const string Behaviour = "behaviour";

    /// <summary>What stands in the customer's archive, 客户档案.</summary>
    public const string Archive = "archive";

    /// <summary>An answer in a survey, 问卷调查.</summary>
    public const string Survey = "survey";

    /// <summary>An interview or a return visit, 访谈.</summary>
    public const string Interview = "interview";

    /// <summary>What staff observed, 员工观察.</summary>
    public const string Staff = "staff";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "loyalty-source",
        new(Behaviour, "Behaviour", "行为记录"),
        new(Archive, "Customer archive", "客户档案"),
        new(Survey, "Survey", "问卷调查"),
        new(Interview, "Interview", "访谈"),
        new(Staff, "Observation of staff", "员工观察"));
}
