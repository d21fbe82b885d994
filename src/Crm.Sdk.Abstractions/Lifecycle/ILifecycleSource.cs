namespace Crm.Sdk.Lifecycle;

/// <summary>Extension point: stages of a plugin's own, the transitions into and out of them, and the dated facts that their guards ask for.</summary>
/// <remarks>
/// A thread-safe singleton. Codes begin with the plugin's prefix (<c>acme.trial</c>). The facts on a customer must not depend on which others are in the batch, and the same records give the same
/// facts. A batch that throws or takes too long leaves the lifecycles of its customers as they are, and the report of the run names the source.
/// </remarks>
public interface ILifecycleSource
{
    /// <summary>The name by which reports say that the source failed: a code, such as <c>acme.trials</c>.</summary>
    string Name { get; }

    /// <summary>The stages that it adds. Constant.</summary>
    ValueList<LifecycleStage> Stages { get; }

    /// <summary>The transitions that it adds; they are asked before the others. Constant.</summary>
    ValueList<LifecycleTransition> Transitions { get; }

    /// <summary>Reports what happened with a batch of customers.</summary>
    /// <param name="request">The customers, and where to report.</param>
    /// <param name="cancellationToken">Cancelled when the run is, and at the batch's deadline.</param>
    ValueTask ReportAsync(LifecycleFactRequest request, CancellationToken cancellationToken);
}
