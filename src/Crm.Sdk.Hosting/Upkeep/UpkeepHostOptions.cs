using Crm.Sdk.Customers;

namespace Crm.Sdk.Hosting;

/// <summary>When a host keeps archives in order, and what it does: the section <c>Crm:Upkeep</c>.</summary>
/// <remarks>Validated when the host starts, and read then. They say nothing to a host that did not call <c>KeepArchives</c>. See <see cref="UpkeepOptions"/> for what each does.</remarks>
public sealed class UpkeepHostOptions
{
    /// <summary>The section's name: <c>Crm:Upkeep</c>.</summary>
    public const string Section = "Crm:Upkeep";

    /// <summary>Whether this host does it; true by default. Off, for example, on all but one of several hosts.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>When, as a cron expression of Quartz: seconds, minutes, hours, day of month, month, day of week. Three in the morning by default: <c>0 0 3 * * ?</c>. What falls due while an upkeep runs, or while no host runs, is not made up for.</summary>
    public string Cron { get; set; } = "0 0 3 * * ?";

    /// <summary>The zone of <see cref="Cron"/> and of the days that idle and stale count by, of the IANA database; <c>UTC</c> by default.</summary>
    public string Zone { get; set; } = "UTC";

    /// <summary>The tenants whose archives are kept, one after the other; <c>default</c> where none is named. At most 1,000.</summary>
    public IList<string> Tenants { get; } = new List<string>();

    /// <summary>Who stands on the commits; <c>upkeep</c> by default.</summary>
    public string Actor { get; set; } = "upkeep";

    /// <summary>The language of tasks, <c>en</c> or <c>zh</c>; <c>en</c> by default.</summary>
    public string Language { get; set; } = "en";

    /// <summary>Whether values are brought to their kept forms again; true by default.</summary>
    public bool Standardise { get; set; } = true;

    /// <summary>After how many idle days archives of those who never ordered are put away, 1 or more; null (the default) for never.</summary>
    public int? ArchiveIdleDays { get; set; }

    /// <summary>The name of the plan of tasks that verify stale contact points; null (the default) for none.</summary>
    public string? VerificationPlan { get; set; }

    /// <summary>After how many days in the recycle bin customers are removed for good, 0 or more; null (the default) for never.</summary>
    public int? PurgeDays { get; set; }

    /// <summary>Whether probable duplicates are counted; false by default.</summary>
    public bool CountDuplicates { get; set; }

    /// <summary>Whether customers whose credit is due to be assessed again are assessed, in the currency of their accounts or else the reporting currency (CNY where none is set); false by default.</summary>
    public bool ReassessCredit { get; set; }
}
