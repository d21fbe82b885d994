namespace Crm.Sdk.Loyalty;

/// <summary>The stable codes of errors about programmes and points. One section each in <c>docs/errors.md</c>.</summary>
public static class LoyaltyErrorCodes
{
    /// <summary>There is no programme or wallet of that name, or its definition does not hold.</summary>
    public const string BadProgramme = "CRM6400";

    /// <summary>A posting lacks what its kind needs, or has what its kind does not take.</summary>
    public const string BadPosting = "CRM6401";

    /// <summary>The member has fewer points to spend than are asked for.</summary>
    public const string NotEnough = "CRM6402";

    /// <summary>The key was posted before with other contents.</summary>
    public const string KeyTaken = "CRM6403";

    /// <summary>What is to be reversed, captured or released was never posted.</summary>
    public const string NotPosted = "CRM6404";

    /// <summary>More is reversed than is left of the original, or it cannot be reversed.</summary>
    public const string CannotReverse = "CRM6405";

    /// <summary>A hold has been captured, released or has run out.</summary>
    public const string HoldClosed = "CRM6406";

    /// <summary>The points that a return would take back are spent, and the programme refuses such returns.</summary>
    public const string ReturnBlocked = "CRM6407";

    /// <summary>Points of the wallet do not go from member to member.</summary>
    public const string NotTransferable = "CRM6408";

    /// <summary>Records of the ledger contradict each other; only damage does that.</summary>
    public const string Damaged = "CRM6409";

    /// <summary>The order of use that a wallet names is not there, or failed.</summary>
    public const string NoUseOrder = "CRM6416";
}
