import Foundation
import Mingpian

typealias AccountPages = Pages<QuanshiAccount, QuanshiGetUsersByEmailsMobiles>
typealias AccountPage = Page<QuanshiAccount, QuanshiGetUsersByEmailsMobiles>

/// The folder of the vectors.
let vectors = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../../../../tests/vectors").standardizedFileURL

/// A variable that several tasks can change.
final class Box<Value: Sendable>: @unchecked Sendable {
    // The lock guards the variable.
    private let lock = NSLock()
    private var stored: Value

    init(_ value: Value) {
        stored = value
    }

    var value: Value {
        get { lock.withLock { stored } }
        set { lock.withLock { stored = newValue } }
    }

    func change(_ change: (inout Value) -> Void) {
        lock.withLock { change(&stored) }
    }
}
