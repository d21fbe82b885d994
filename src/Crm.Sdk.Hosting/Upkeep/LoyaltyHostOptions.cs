namespace Crm.Sdk.Hosting;

/// <summary>How often a host does what falls due in loyalty programmes: the section <c>Crm:Loyalty</c>.</summary>
/// <remarks>Validated when the host starts, and read then. They say nothing to a host that did not call <c>KeepLoyalty</c>.</remarks>
public sealed class LoyaltyHostOptions
{
    /// <summary>The section's name: <c>Crm:Loyalty</c>.</summary>
    public const string Section = "Crm:Loyalty";

    /// <summary>Whether this host does it; true by default. Several hosts may do it at once.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How long it waits after one time before the next: 1 second to 1 day, 5 minutes by default.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The tenants, one after the other; <c>default</c> where none is named. At most 1,000.</summary>
    public IList<string> Tenants { get; } = new List<string>();

    /// <summary>Who stands on the commits; <c>loyalty</c> by default.</summary>
    public string Actor { get; set; } = "loyalty";
}
