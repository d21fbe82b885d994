namespace Acme.LapsingVip;

/// <summary>Settings, in the host's configuration under <c>Crm:Plugins:com.acme.lapsing-vip</c>.</summary>
public sealed class LapsingVipOptions
{
    /// <summary>How much a customer must have spent in the last twelve months to count as VIP: above 0, in the tenant's reporting currency; 500 by default.</summary>
    public decimal Spend { get; set; } = 500;
}
