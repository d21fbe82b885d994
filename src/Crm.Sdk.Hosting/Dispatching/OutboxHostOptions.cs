using Crm.Sdk.Notifications;

namespace Crm.Sdk.Hosting;

/// <summary>What a host that delivers the outbox delivers, and how it goes on after a failure: the section <c>Crm:Dispatch</c>, which <see cref="DispatchOptions"/> shares.</summary>
/// <remarks>Validated when the host starts, and read then. They say nothing to a host that did not call <c>DispatchOutbox</c>.</remarks>
public sealed class OutboxHostOptions
{
    /// <summary>The section's name: <c>Crm:Dispatch</c>.</summary>
    public const string Section = "Crm:Dispatch";

    /// <summary>Whether this host delivers; true by default. Off, for example, on all but some hosts that run one program.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The tenants whose messages are delivered, each by itself; <c>default</c> where none is named. At most 1,000.</summary>
    public IList<string> Tenants { get; } = new List<string>();

    /// <summary>Who stands on the commits of the dispatcher; <c>dispatcher</c> by default.</summary>
    public string Actor { get; set; } = "dispatcher";

    /// <summary>How long to wait after a failure, give or take a quarter by chance; twice as long after each further one. From 10 ms to 1 minute; 1 s by default.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait after a failure. From <see cref="FirstPause"/> to 1 hour; 1 minute by default.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a message may be due until the health check calls the outbox late. From 1 s to 7 days; 5 minutes by default.</summary>
    public TimeSpan LateAfter { get; set; } = TimeSpan.FromMinutes(5);
}
