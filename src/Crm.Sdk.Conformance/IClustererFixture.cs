using Crm.Sdk.Clustering;

namespace Crm.Sdk.Conformance;

/// <summary>What the author of a clusterer writes to have the clusterer laws run on it.</summary>
public interface IClustererFixture
{
    /// <summary>Makes the clusterer with the settings that are to be proved. Two that are made find the same centres.</summary>
    IClusterer Create();
}
