using Crm.Sdk.Plugins;

namespace Crm.Sdk.Classification;

/// <summary>Classifies the customers of a tenant by the rules of the host's plugins and by the clusters that are kept for the tenant, and says why (CL-1 to CL-6, CL-8).</summary>
/// <remarks>A thread-safe singleton.</remarks>
public interface IClassifier
{
    /// <summary>Runs the rules over all customers and makes the labels current in one commit at the end.</summary>
    /// <param name="scope">The tenant, and who runs it.</param>
    /// <param name="asOf">The instant that the labels are for.</param>
    /// <param name="options">Which rules; all where null.</param>
    /// <param name="progress">Told how far it is; null where nobody listens.</param>
    /// <param name="cancellationToken">Stops the run; readers keep the labels of the last one.</param>
    /// <exception cref="CrmException">CRM4020: another run took this one's place. CRM4021: there is no such rule.</exception>
    Task<ClassificationReport> RunAsync(CrmScope scope, AsOf asOf, ClassificationOptions? options, IProgress<ClassificationProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Says what each rule answers for one customer, and why; writes nothing. Population facts are those of the current run where there is one.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="asOf">The instant that the answer is for.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CrmException">CRM4012: there is no such customer.</exception>
    Task<IReadOnlyList<RuleExplanation>> ExplainAsync(CrmScope scope, CustomerId customer, AsOf asOf, CancellationToken cancellationToken);

    /// <summary>Says who would have another label by a changed set of rules or settings, over the records as they are and as of any instant, also in the past. Writes nothing.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="asOf">The instant that both answers are for.</param>
    /// <param name="changed">The extensions with the changed rules and fact sources, as those of a second host with other settings.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task<WhatIfResult> WhatIfAsync(CrmScope scope, AsOf asOf, IExtensions changed, CancellationToken cancellationToken);

    /// <summary>Reads the customers and their orders into columns, from which facts, scores and labels are computed. Each call reads the store anew.</summary>
    Task<OrderColumns> LoadColumnsAsync(CrmScope scope, AsOf asOf, CancellationToken cancellationToken);
}
