namespace Crm.Sdk.Credit;

/// <summary>By which titles employees have a role in credit management; used by <see cref="EmployeeAuthority"/> alone.</summary>
/// <remarks>Set before the first question, not changed after it.</remarks>
public sealed class CreditRoleTitles
{
    /// <summary>The titles of each role, whatever their case, by the role's code (<see cref="CreditRoles"/>). A role without an entry is nobody's.</summary>
    public IDictionary<string, ISet<string>> Titles { get; } = new Dictionary<string, ISet<string>>(StringComparer.Ordinal)
    {
        [CreditRoles.Controller] = Of("credit controller", "credit manager", "信用主管", "信用经理"),
        [CreditRoles.Investigator] = Of("credit investigator", "征信员"),
        [CreditRoles.Analyst] = Of("credit analyst", "信用分析员"),
        [CreditRoles.Approver] = Of("credit manager", "信用经理", "信用审批人"),
        [CreditRoles.Director] = Of("finance director", "cfo", "财务总监"),
        [CreditRoles.Collector] = Of("credit collector", "collector", "收款员"),
    };

    private static HashSet<string> Of(params ReadOnlySpan<string> titles) => new([.. titles], StringComparer.OrdinalIgnoreCase);
}
