namespace Crm.Sdk.Hosting;

/// <summary>Which schedules a host runs, and for whom: the section <c>Crm:Scheduling</c>, and the schedules themselves by name under <c>Crm:Schedules</c>.</summary>
/// <remarks>Validated when the host starts, and read then. They say nothing to a host that did not call <c>RunSchedules</c>.</remarks>
public sealed class ScheduleHostOptions
{
    /// <summary>The section's name: <c>Crm:Scheduling</c>.</summary>
    public const string Section = "Crm:Scheduling";

    /// <summary>The name of the section of the schedules: <c>Crm:Schedules</c>.</summary>
    public const string SchedulesSection = "Crm:Schedules";

    /// <summary>Whether this host runs them; true by default. Several hosts may: each occurrence runs on one.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The tenants, each with its own occurrences; <c>default</c> where none is named. At most 1,000.</summary>
    public IList<string> Tenants { get; } = new List<string>();

    /// <summary>Who stands on the commits; <c>schedules</c> by default.</summary>
    public string Actor { get; set; } = "schedules";

    /// <summary>How long a host that is not heard of counts as alive, by the store's clock: 5 seconds to 1 hour, a minute by default. Then another host runs the occurrence again.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The schedules by name; at most 200.</summary>
    public IDictionary<string, ScheduleOptions> Schedules { get; } = new Dictionary<string, ScheduleOptions>(StringComparer.Ordinal);
}
