extension [KernelFunctionBody] {
  /// The functions of a kernel with what the Swift compiler cannot find out
  /// put into their text.
  var optimized: [KernelFunctionBody] {
    let viewed = ListViews.apply(
      CountedLists.apply(
        markingRaising().mapCalm(Unrolling.apply)
          .mapCalm(ConstantElements.apply).map(KnownRanges.apply)
      )
      .mapCalm(ListReuse.apply)
      .mapCalm(RowViews.apply))
    return Pauses.apply(
      LoopSharing.apply(
        viewed.map(ConstantPlaces.apply).mapCalm(ArrayReuse.apply).mapCalm(
          Invariants.apply
        )
        .mapCalm(BoundsHoisting.apply)
      ).mapCalm(LoopVersions.apply).mapCalm(LoopSums.apply)
    ).map(SharedRows.apply).mapCalm(ArrayPlaces.apply)
      .mapCalm(UnitStrides.apply)
  }
}
